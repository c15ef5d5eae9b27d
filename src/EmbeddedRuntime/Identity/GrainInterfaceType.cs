namespace Orleans.Runtime;

/// <summary>The interface that a reference speaks.</summary>
[Immutable]
public readonly record struct GrainInterfaceType(IdSpan Value)
{
    public bool IsDefault => Value.IsDefault;

    public static GrainInterfaceType Create(string value) => new(IdSpan.Create(value));

    public override string ToString() => Value.ToString();
}
