using System.Collections.Concurrent;

namespace Kalshi.VenueSimulator;

/// <summary>What was played from the flow and what was sent to clients, for scripts and tests.</summary>
sealed class FlowCounts
{
    readonly ConcurrentDictionary<string, long> _played = new();
    readonly ConcurrentDictionary<string, ConcurrentDictionary<string, long>> _sent = new();
    long _spotSent;

    /// <summary>Happenings by kind.</summary>
    internal IReadOnlyDictionary<string, long> PlayedByKind => new SortedDictionary<string, long>(_played);

    /// <summary>Frames written to sockets, by channel and frame type.</summary>
    internal IReadOnlyDictionary<string, SortedDictionary<string, long>> SentByChannel =>
        new SortedDictionary<string, SortedDictionary<string, long>>(
            _sent.ToDictionary(c => c.Key, c => new SortedDictionary<string, long>(c.Value)));

    internal long SpotSent => Interlocked.Read(ref _spotSent);

    internal void Played(FlowEvent happening) => Increment(_played, happening.GetType().Name);

    internal void Sent(FrameLabel label)
    {
        Increment(_sent.GetOrAdd(label.Channel, _ => new()), label.Type);
        if (label.IsSpot)
            Interlocked.Increment(ref _spotSent);
    }

    static void Increment(ConcurrentDictionary<string, long> counts, string key) =>
        counts.AddOrUpdate(key, 1, (_, count) => count + 1);
}

/// <summary>What a frame is, for counting.</summary>
/// <param name="IsSpot">A trade price of the spot venue.</param>
readonly record struct FrameLabel(string Channel, string Type, bool IsSpot = false);
