namespace Kalshi.System.Tests;

/// <summary>Evidence that takes minutes: runs with LONG_TESTS=1, and says so where it does not.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class LongFactAttribute : FactAttribute
{
    public LongFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("LONG_TESTS") != "1")
            Skip = "takes minutes: LONG_TESTS=1 runs it";
    }
}
