namespace Kalshi.Trading.Orders;

/// <summary>What an event made of an order.</summary>
/// <param name="Order">The order after it; the same instance when nothing changed.</param>
/// <param name="Refusal">Why the event cannot be true of this order; null when it was taken. A refused event changes nothing.</param>
public readonly record struct OrderTransition(OrderLife Order, string? Refusal)
{
    public bool IsRefused => Refusal is not null;
}
