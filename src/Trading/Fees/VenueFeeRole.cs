namespace Kalshi.Trading;

/// <summary>Which side of a match an order was on; an order can take first and make later.</summary>
public enum VenueFeeRole
{
    /// <summary>Matched orders that rested.</summary>
    Taker,

    /// <summary>Rested and was matched.</summary>
    Maker,
}
