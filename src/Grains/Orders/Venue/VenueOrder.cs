using Kalshi.Trading;

namespace Kalshi.Grains.Orders;

/// <summary>An order as far as a venue needs to know it.</summary>
/// <param name="OrderId">Also the client order id.</param>
/// <param name="VenueOrderId">Null while the venue has not told it.</param>
/// <param name="Reported">Contracts that the venue said are filled.</param>
/// <param name="SentTs">When it was about to be sent, Unix seconds.</param>
public sealed record VenueOrder(string OrderId, OrderIntent Intent, string? VenueOrderId, Quantity Reported, long SentTs);
