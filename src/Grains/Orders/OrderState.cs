namespace Kalshi.Grains.Orders;

/// <summary>An order's committed intent and how far it got.</summary>
public sealed record OrderState
{
    public OrderIntent? Intent { get; init; }
    public string Status { get; init; } = OrderStatus.None;
    public string? Reason { get; init; }
}
