using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>A step in a market's life. The channel has no filter: it speaks of every market of the venue.</summary>
/// <param name="Sequence">Position in the subscription; null where the venue does not number this channel.</param>
/// <param name="EventType">created, activated, deactivated, close_date_updated, determined, settled,
/// price_level_structure_updated, metadata_updated, or a newer word.</param>
/// <param name="OpenTs">Times are Unix seconds, present only with the event that sets them.</param>
/// <param name="Result">yes, no or scalar, once determined.</param>
/// <param name="SettlementValue">What one YES contract pays, once determined.</param>
/// <param name="PriceLevelStructure">The venue's name of the price grid.</param>
/// <param name="FloorStrike">Bounds in units of the underlying.</param>
public sealed record LifecycleFrame(
    string Session,
    long ReceivedAtMs,
    int Sid,
    long? Sequence,
    MarketTicker Ticker,
    string EventType,
    long? OpenTs,
    long? CloseTs,
    long? DeterminationTs,
    long? SettledTs,
    string? Result,
    Price? SettlementValue,
    bool? IsDeactivated,
    string? PriceLevelStructure,
    string? StrikeType,
    double? FloorStrike,
    double? CapStrike) : FeedMessage(Session, ReceivedAtMs);
