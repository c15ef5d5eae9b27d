namespace Kalshi.System.Tests.Faults;

/// <summary>A drill with a real fault of some minutes: tests/faults/run runs them, <c>./test</c> does not.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class FaultFactAttribute : FactAttribute
{
    public FaultFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("FAULT_DRILLS") != "1")
            Skip = "a drill of some minutes: tests/faults/run";
        else if (NeedsRoot && !Environment.IsPrivilegedProcess)
            Skip = "small file systems are mounted by root only";
    }

    /// <summary>Whether the drill mounts a file system.</summary>
    public bool NeedsRoot { get; init; }
}
