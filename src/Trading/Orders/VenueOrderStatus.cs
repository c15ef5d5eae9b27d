namespace Kalshi.Trading.Orders;

/// <summary>What a venue says of an order that it has.</summary>
public enum VenueOrderStatus
{
    Resting,
    Executed,

    /// <summary>By us, by the venue, or because it expired.</summary>
    Cancelled,
}
