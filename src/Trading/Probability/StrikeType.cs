namespace Kalshi.Trading.Probability;

/// <summary>When a contract pays, in terms of the settlement value V and the contract's bounds.</summary>
public enum StrikeType
{
    /// <summary>YES when V ≤ upper.</summary>
    Less,

    /// <summary>YES when V ≥ lower.</summary>
    Greater,

    /// <summary>YES when lower ≤ V &lt; upper.</summary>
    Between,
}
