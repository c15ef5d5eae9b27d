using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>A change of one level of a market whose book is continuous: apply it to what the frame with
/// <paramref name="PreviousSequence"/> left.</summary>
/// <param name="Sequence">Position in the subscription, shared by all its markets.</param>
/// <param name="PreviousSequence">Sequence of the frame before it that concerned this market's book.</param>
/// <param name="Price">Price of the side that bids.</param>
/// <param name="Change">Added to the level's size; the level is gone when the sum is zero.</param>
/// <param name="TsMs">When the venue recorded the change, Unix milliseconds; null when it did not say.</param>
public sealed record BookDeltaFrame(
    string Session,
    long ReceivedAtMs,
    int Sid,
    long Sequence,
    long PreviousSequence,
    MarketTicker Ticker,
    Side Side,
    Price Price,
    Quantity Change,
    long? TsMs) : FeedMessage(Session, ReceivedAtMs);
