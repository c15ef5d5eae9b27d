namespace Kalshi.Trading.Orders;

/// <summary>What an order does to the position of its account.</summary>
public enum OrderEffect
{
    /// <summary>Buys contracts of its side.</summary>
    Open,

    /// <summary>Sells contracts of its side that are held; never more than that.</summary>
    Close,
}
