namespace Kalshi.Grains.Orders;

/// <summary>An order's committed intent and how far it got.</summary>
[GenerateSerializer, Alias("kalshi.state.order")]
public sealed record OrderState
{
    [Id(0)] public OrderIntent? Intent { get; init; }
    [Id(1)] public string Status { get; init; } = OrderStatus.None;
    [Id(2)] public string? Reason { get; init; }
}
