namespace Kalshi.Silo;

/// <summary>How the silo's process ends.</summary>
static class ExitCodes
{
    internal const int Stopped = 0;

    /// <summary>Stopped in order, but the balance of the run does not come out even.</summary>
    internal const int Unbalanced = 1;

    /// <summary>Bus, database or venue cannot be used; trying again may help.</summary>
    internal const int CannotStart = 2;

    /// <summary>A setting is wrong; trying again does not help (EX_CONFIG of sysexits.h).</summary>
    internal const int WrongSettings = 78;
}
