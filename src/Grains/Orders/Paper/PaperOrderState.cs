namespace Kalshi.Grains.Orders;

/// <summary>A row of the paper engine; null while the order has not arrived.</summary>
public sealed record PaperOrderState
{
    public PaperOrder? Order { get; init; }
}
