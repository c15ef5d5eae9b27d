namespace Kalshi.Silo;

/// <summary>How the silo's process ends.</summary>
static class ExitCodes
{
    internal const int Stopped = 0;

    /// <summary>Stopped in order, but the balance of the run does not come out even.</summary>
    internal const int Unbalanced = 1;

    /// <summary>Bus, database or venue cannot be used; trying again may help.</summary>
    internal const int CannotStart = 2;

    /// <summary>A scheduled cycle did not start, because another one is under way.</summary>
    internal const int Overlap = 3;

    /// <summary>A scheduled cycle ended before its work was done.</summary>
    internal const int Incomplete = 4;

    /// <summary>Another silo has taken over reading the venues, or another process the deployment; start again, as a standby.</summary>
    internal const int Replaced = 5;

    /// <summary>The bus has lost its streams; start again, to make them anew.</summary>
    internal const int BusReplaced = 6;

    /// <summary>A setting is wrong; trying again does not help (EX_CONFIG of sysexits.h).</summary>
    internal const int WrongSettings = 78;
}
