namespace Kalshi.Grains;

/// <summary>Where an order stands.</summary>
/// <param name="Status">pending, filled, rejected.</param>
[GenerateSerializer, Immutable, Alias("kalshi.view.order")]
public sealed record OrderView(
    [property: Id(0)] string OrderId,
    [property: Id(1)] OrderIntent Intent,
    [property: Id(2)] string Status,
    [property: Id(3)] string? Reason);
