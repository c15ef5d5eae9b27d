namespace Kalshi.Grains;

/// <summary>Keys of <see cref="ITradingGateGrain"/>.</summary>
public static class GateScope
{
    /// <summary>Everything.</summary>
    public const string Global = "global";
}
