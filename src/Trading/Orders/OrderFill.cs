namespace Kalshi.Trading.Orders;

/// <summary>Contracts of an order that changed hands.</summary>
/// <param name="FillId">The venue's, unique for ever.</param>
/// <param name="Price">Price of the order's side, in dollars.</param>
/// <param name="Fee">What the venue charged for it, in dollars.</param>
/// <param name="IsTaker">It matched an order that rested.</param>
/// <param name="Ts">Unix seconds.</param>
public sealed record OrderFill(string FillId, Quantity Quantity, Price Price, Money Fee, bool IsTaker, long Ts);
