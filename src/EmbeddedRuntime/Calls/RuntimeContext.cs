namespace Orleans.Runtime;

/// <summary>Whose turn this thread runs.</summary>
static class RuntimeContext
{
    [ThreadStatic]
    static IGrainContext? _current;

    public static IGrainContext? Current
    {
        get => _current;
        set => _current = value;
    }
}
