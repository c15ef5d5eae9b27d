using Kalshi.Trading;
using Kalshi.Trading.Orders;

namespace Kalshi.Grains;

/// <summary>How an order stands in the paper engine.</summary>
/// <param name="Refusal">Why it was not taken; null when it was.</param>
/// <param name="Remaining">Contracts that may still fill.</param>
[GenerateSerializer, Immutable, Alias("kalshi.view.paper_order")]
public sealed record PaperOrderView(
    [property: Id(0)] string? Refusal,
    [property: Id(1)] VenueOrderStatus Status,
    [property: Id(2)] Quantity Remaining,
    [property: Id(3)] IReadOnlyList<PaperFillView> Fills);

/// <summary>A fill of the paper engine.</summary>
/// <param name="Price">Of the order's side, in dollars.</param>
/// <param name="Fee">In dollars.</param>
/// <param name="Ts">Unix seconds.</param>
[GenerateSerializer, Immutable, Alias("kalshi.view.paper_fill")]
public sealed record PaperFillView(
    [property: Id(0)] string FillId,
    [property: Id(1)] Quantity Quantity,
    [property: Id(2)] Price Price,
    [property: Id(3)] Money Fee,
    [property: Id(4)] bool IsTaker,
    [property: Id(5)] long Ts);
