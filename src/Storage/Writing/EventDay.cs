using System.Collections.Frozen;

namespace Kalshi.Storage;

/// <summary>The partition of an event. It follows from the event's identity alone, so that every copy of an event meets the
/// first copy in the same partition, where the unique key stops it (0002_event_store.sql).</summary>
static class EventDay
{
    /// <summary>Npgsql writes the least date as <c>-infinity</c>.</summary>
    internal static readonly DateOnly Undated = DateOnly.MinValue;

    /// <summary>Types whose idempotency key covers their time, or a session that has one. Any other type, a future one too, is undated: that is always
    /// right, only never dropped by retention.</summary>
    static readonly FrozenSet<string> Dated = FrozenSet.Create(
        StringComparer.Ordinal,
        "spot_tick", "quote_update", "order_book_snapshot", "order_book_delta", "feed_gap", "edge_snapshot", "opportunity_decision",
        "edge_tick", "decision_tick", "take_verdict");

    /// <param name="timestamp">Unix seconds, not before 1970.</param>
    internal static DateOnly Of(string eventType, long timestamp) =>
        Dated.Contains(eventType) ? DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(timestamp).UtcDateTime) : Undated;
}
