using Kalshi.Grains.Events;

namespace Kalshi.Simulation.Replay;

/// <summary>The first place where two runs part.</summary>
/// <param name="Kind">decision, order, fill or operator.</param>
/// <param name="Index">Place among the events of the kind and key, from 0.</param>
/// <param name="First">What the first run has there; null where it has ended.</param>
/// <param name="Second">What the second run has there.</param>
sealed record ReplayDifference(string Kind, string Key, int Index, string? First, string? Second)
{
    /// <summary>Compares by kind and key: events of different markets have no order among themselves. An event recorded twice, as
    /// after a crash, counts once.</summary>
    internal static ReplayDifference? Find(IEnumerable<DomainEvent> first, IEnumerable<DomainEvent> second)
    {
        var a = Series(first);
        var b = Series(second);
        var keys = a.Keys.Concat(b.Keys).Distinct().OrderBy(k => k.Kind, StringComparer.Ordinal).ThenBy(k => k.Key, StringComparer.Ordinal);
        foreach (var key in keys)
        {
            var (left, right) = (a.GetValueOrDefault(key) ?? [], b.GetValueOrDefault(key) ?? []);
            for (var i = 0; i < Math.Max(left.Count, right.Count); i++)
            {
                var (l, r) = (left.ElementAtOrDefault(i), right.ElementAtOrDefault(i));
                if (l != r)
                    return new(key.Kind, key.Key, i, l, r);
            }
        }
        return null;
    }

    public override string ToString() => string.Join(
        Environment.NewLine,
        $"first difference: {Kind} {Index} of {Key}",
        $"  first:  {First ?? "(nothing)"}",
        $"  second: {Second ?? "(nothing)"}");

    static Dictionary<(string Kind, string Key), List<string>> Series(IEnumerable<DomainEvent> events)
    {
        var series = new Dictionary<(string, string), List<string>>();
        foreach (var payload in events)
        {
            var kind = payload switch
            {
                OpportunityDecision => "decision",
                ExecutionOrder => "order",
                ExecutionFill => "fill",
                OperatorAction => "operator",
                _ => null,
            };
            if (kind is null)
                continue;
            if (!series.TryGetValue((kind, payload.Key), out var lines))
                series.Add((kind, payload.Key), lines = []);
            var text = ReplayText.Of(payload);
            if (!lines.Contains(text))
                lines.Add(text);
        }
        return series;
    }
}
