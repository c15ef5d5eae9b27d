namespace Kalshi.Silo;

/// <summary>How the silo's process ends.</summary>
static class ExitCodes
{
    internal const int Stopped = 0;

    /// <summary>Stopped in order, but the balance of the run does not come out even.</summary>
    internal const int Unbalanced = 1;

    /// <summary>A setting is wrong, or bus, database or venue cannot be reached.</summary>
    internal const int CannotStart = 2;
}
