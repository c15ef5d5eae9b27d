namespace Orleans.Runtime;

/// <summary>Whose turn this thread runs.</summary>
static class RuntimeContext
{
    [ThreadStatic]
    static IGrainContext? t_current;

    public static IGrainContext? Current
    {
        get => t_current;
        set => t_current = value;
    }
}
