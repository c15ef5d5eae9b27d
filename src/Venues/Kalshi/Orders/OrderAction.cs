namespace Kalshi.Venues;

/// <summary>What an order does with contracts of its side.</summary>
public enum OrderAction
{
    Buy,
    Sell,
}
