using System.Text.Json;
using Kalshi.Simulation.Replay.Sessions;

namespace Kalshi.Simulation.Replay;

/// <summary>The first place where a record and its replay part, in the order of time.</summary>
/// <param name="Series">Type and key of the event.</param>
/// <param name="Index">Place among the events of the type and key, from 0.</param>
/// <param name="Fields">Each field that differs, with both values; empty where one side has no event there.</param>
/// <param name="First">What the record has there; null where it has ended.</param>
/// <param name="Second">What the replay has there.</param>
sealed record ReplayDifference(
    string Series, int Index, IReadOnlyList<(string Field, string First, string Second)> Fields, string? First, string? Second)
{
    static readonly string[] TimeFields = ["as_of_ts", "ts_eval", "ts_order", "ts_fill"];

    internal static ReplayDifference? Find(SessionSeries first, SessionSeries second) => first.All.Keys.Union(second.All.Keys)
        .Select(name => Find(name, first.All.GetValueOrDefault(name) ?? [], second.All.GetValueOrDefault(name) ?? []))
        .OfType<ReplayDifference>()
        .OrderBy(d => d.Ts).ThenBy(d => Stage(d.Series)).ThenBy(d => d.Series, StringComparer.Ordinal)
        .FirstOrDefault();

    public override string ToString() => string.Join(
        Environment.NewLine,
        [
            $"first difference: event {Index} of {Series}, at {Ts}",
            .. Fields.Select(f => $"  {f.Field}: recorded {f.First}, replayed {f.Second}"),
            $"  recorded: {First ?? "(nothing)"}",
            $"  replayed: {Second ?? "(nothing)"}",
        ]);

    long Ts => Math.Min(TsOf(First), TsOf(Second));

    static ReplayDifference? Find(string name, List<string> first, List<string> second)
    {
        for (var i = 0; i < Math.Max(first.Count, second.Count); i++)
        {
            var (l, r) = (first.ElementAtOrDefault(i), second.ElementAtOrDefault(i));
            if (l != r)
                return new(name, i, FieldsOf(l, r), l, r);
        }
        return null;
    }

    // Of one second: what is computed before what is decided on it before what is done about it.
    static int Stage(string series) => Array.IndexOf(
        ["edge_tick", "edge_snapshot", "decision_tick", "opportunity_decision", "take_verdict", "execution_order", "execution_fill"],
        series[..series.IndexOf(' ', StringComparison.Ordinal)]);

    static IReadOnlyList<(string, string, string)> FieldsOf(string? first, string? second)
    {
        if (first is null || second is null)
            return [];
        using var left = JsonDocument.Parse(first);
        using var right = JsonDocument.Parse(second);
        return
        [
            .. left.RootElement.EnumerateObject()
                .Select(f => (f.Name, First: f.Value.GetRawText(), Second: right.RootElement.GetProperty(f.Name).GetRawText()))
                .Where(f => f.First != f.Second),
        ];
    }

    static long TsOf(string? payload)
    {
        if (payload is null)
            return long.MaxValue;
        using var json = JsonDocument.Parse(payload);
        return TimeFields.Where(f => json.RootElement.TryGetProperty(f, out _)).Select(f => json.RootElement.GetProperty(f).GetInt64()).First();
    }
}
