namespace Kalshi.Trading.Volatility;

/// <summary>Where a volatility came from, best first.</summary>
public enum SigmaSource
{
    /// <summary>Estimated from the present history.</summary>
    Ewma,

    /// <summary>The last good estimate.</summary>
    History,

    /// <summary>The configured default.</summary>
    Default,
}
