namespace Kalshi.Trading.Volatility;

/// <summary>What a <see cref="SpotHistory"/> did with a tick.</summary>
public enum SpotTickOutcome
{
    /// <summary>A second that had no price has one now.</summary>
    Added,

    /// <summary>The newest second got a newer price.</summary>
    Replaced,

    /// <summary>Ignored: a past second already has its price.</summary>
    LateDuplicate,

    /// <summary>Ignored: older than everything held, and there is no room.</summary>
    TooOld,

    /// <summary>Ignored: not a positive finite price.</summary>
    InvalidPrice,
}
