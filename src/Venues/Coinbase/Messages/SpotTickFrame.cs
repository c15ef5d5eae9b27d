using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>A price of the underlying.</summary>
/// <param name="ProductId">The venue's name, e.g. <c>BTC-USD</c>.</param>
/// <param name="BestBid">null where the venue did not say; so are the other three.</param>
/// <param name="BidQuantity">Size at the best bid in units of the product.</param>
/// <param name="Sequence">Number of the message: per connection on Advanced Trade, per product on Exchange.</param>
/// <param name="TsMs">Venue time, Unix milliseconds.</param>
public sealed record SpotTickFrame(
    string Session,
    long ReceivedAtMs,
    string ProductId,
    SpotPrice Price,
    SpotPrice? BestBid,
    SpotPrice? BestAsk,
    decimal? BidQuantity,
    decimal? AskQuantity,
    long? Sequence,
    long TsMs) : SpotMessage(Session, ReceivedAtMs);
