namespace Kalshi.Trading;

/// <summary>How the venue rounds its fees; it has changed, and depends on the account.</summary>
public enum VenueFeeRule
{
    /// <summary>Until 2026: the fee of the whole order, up to the next cent.</summary>
    CentPerOrder,

    /// <summary>Since 2026, members through a broker: per fill, balances in whole cents.</summary>
    FillToCent,

    /// <summary>Since 2026, direct members: per fill, balances in steps of 1e-4 dollar.</summary>
    FillToCenticent,
}
