using System.Text;
using Kalshi.Bus;
using Kalshi.Grains.Events;

namespace Kalshi.Simulation.Replay.Sessions;

/// <summary>What a system computed, decided and did, as texts by type and key: what two runs are compared by.</summary>
/// <remarks>Every field counts, with its last digit. Between keys there is no order; an event recorded twice counts once. The places
/// that a tick had read are its input and say nothing about what came of it.</remarks>
sealed class SessionSeries
{
    readonly SortedDictionary<string, List<string>> _series = new(StringComparer.Ordinal);

    SessionSeries()
    {
    }

    /// <summary>By "type key".</summary>
    internal IReadOnlyDictionary<string, List<string>> All => _series;

    internal int Count => _series.Values.Sum(s => s.Count);

    internal ulong Hash => ReplayText.Hash(_series.SelectMany(s => s.Value.Prepend(s.Key)));

    internal static bool Holds(DomainEvent payload) =>
        payload is EdgeTick or EdgeSnapshot or DecisionTick or OpportunityDecision or TakeVerdict or ExecutionOrder or ExecutionFill;

    internal static SessionSeries Of(IEnumerable<DomainEvent> events)
    {
        var result = new SessionSeries();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var payload in events.Where(Holds))
        {
            var name = $"{payload.EventType} {payload.Key}";
            var text = Encoding.UTF8.GetString(EventJson.SerializePayload(WithoutPlaces(payload)));
            if (!known.Add($"{name} {text}"))
                continue;
            if (!result._series.TryGetValue(name, out var series))
                result._series.Add(name, series = []);
            series.Add(text);
        }
        return result;
    }

    static DomainEvent WithoutPlaces(DomainEvent payload) => payload is EdgeTick tick
        ? tick with { SpotSequence = 0, Markets = [.. tick.Markets.Select(m => m with { Sequence = 0 })] }
        : payload;
}
