using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>No price of these markets that came over this channel may be used until the next snapshot.</summary>
/// <param name="Tickers">Every market of the subscription, because the sequence that broke is shared by all of them.</param>
/// <param name="Expected">The sequence that should have come; null when a sequence is not how the loss was noticed.</param>
/// <param name="Received">The sequence that came instead.</param>
/// <param name="Reason">A short phrase for logs and the gap's event.</param>
public sealed record ContinuityLost(
    string Session,
    long ReceivedAtMs,
    KalshiChannel Channel,
    int Sid,
    IReadOnlyList<MarketTicker> Tickers,
    long? Expected,
    long? Received,
    string Reason) : FeedMessage(Session, ReceivedAtMs);
