using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>An order to be placed.</summary>
/// <param name="ClientOrderId">Derived from the intent, so that the same intent is the same order however often it is sent: 1 to 64
/// letters, digits, '-', '_', ':', '+', '=' or '/'.</param>
/// <param name="Price">Limit in dollars of the side, above 0 and below 1.</param>
/// <param name="Count">Contracts, positive.</param>
/// <param name="PostOnly">Never takes; only for resting orders.</param>
/// <param name="ReduceOnly">Never opens; the venue accepts it on <see cref="TimeInForce.ImmediateOrCancel"/> only.</param>
/// <param name="OrderGroupId">Group whose limit counts its fills.</param>
/// <param name="ExpirationTs">Unix seconds; null never expires.</param>
public sealed record OrderRequest(
    MarketTicker Ticker,
    string ClientOrderId,
    Side Side,
    OrderAction Action,
    Price Price,
    Quantity Count,
    TimeInForce TimeInForce,
    bool PostOnly = false,
    bool ReduceOnly = false,
    string? OrderGroupId = null,
    long? ExpirationTs = null)
{
    const int ClientOrderIdMax = 64;

    /// <summary>What the venue would refuse for sure; null when nothing is wrong.</summary>
    internal string? Fault() =>
        ClientOrderId.Length is 0 or > ClientOrderIdMax || !ClientOrderId.All(c => char.IsAsciiLetterOrDigit(c) || "-_:+=/".Contains(c))
            ? $"ClientOrderId: '{ClientOrderId}' is not 1 to {ClientOrderIdMax} letters, digits or -_:+=/"
        : string.IsNullOrEmpty(Ticker.Value) ? "Ticker: missing"
        : Price <= Price.Zero || Price >= Price.One ? $"Price: {Price} is not above 0 and below 1 dollar"
        : Count.Steps <= 0 ? $"Count: {Count} is not positive"
        : PostOnly && TimeInForce != TimeInForce.GoodTillCanceled ? $"PostOnly: an order that is {TimeInForce} can only take"
        : ReduceOnly && TimeInForce != TimeInForce.ImmediateOrCancel ? $"ReduceOnly: the venue refuses it on an order that is {TimeInForce}"
        : ExpirationTs is not null && TimeInForce != TimeInForce.GoodTillCanceled ? $"ExpirationTs: an order that is {TimeInForce} does not rest"
        : null;
}
