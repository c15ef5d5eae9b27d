namespace Orleans.Runtime;

/// <summary>Tells the services of an activation's scope whose they are.</summary>
sealed class ActivationScope
{
    public Activation? Context { get; set; }

    public IGrainContext Required =>
        Context ?? throw new InvalidOperationException("IGrainContext can be injected only into what belongs to an activation");
}
