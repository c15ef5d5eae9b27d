using Kalshi.Trading;

namespace Kalshi.Grains;

/// <summary>Where an order stands.</summary>
/// <param name="Status">pending, denied, resting, partially_filled, filled, cancelled, rejected, unknown.</param>
/// <param name="Filled">Contracts whose fills are known.</param>
/// <param name="Open">Contracts that may still be filled.</param>
/// <param name="Done">It has ended and everything about it is booked.</param>
/// <param name="CancelReason">Why it shall be cancelled; null while nobody wants that.</param>
[GenerateSerializer, Immutable, Alias("kalshi.view.order")]
public sealed record OrderView(
    [property: Id(0)] string OrderId,
    [property: Id(1)] OrderIntent Intent,
    [property: Id(2)] string Status,
    [property: Id(3)] string? Reason,
    [property: Id(4)] Quantity Filled,
    [property: Id(5)] Quantity Open,
    [property: Id(6)] bool Done,
    [property: Id(7)] string? VenueOrderId,
    [property: Id(8)] string? CancelReason,
    [property: Id(9)] long? SentTs);
