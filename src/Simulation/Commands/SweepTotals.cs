using System.Globalization;
using Kalshi.Simulation.Running;

namespace Kalshi.Simulation.Commands;

/// <summary>Sums over the seeds of a sweep.</summary>
sealed class SweepTotals
{
    readonly SortedDictionary<string, int> _violations = new(StringComparer.Ordinal);
    int _seeds;
    long _turns;
    long _events;
    long _lives;
    long _takes;
    long _fills;
    long _settlements;
    TimeSpan _simulated;
    ulong _hash;

    internal int Failed { get; private set; }

    internal void Add(SeedResult result)
    {
        _seeds++;
        _turns += result.Turns;
        _events += result.Events;
        _lives += result.Lives;
        _takes += result.Takes;
        _fills += result.Fills;
        _settlements += result.Settlements;
        _simulated += result.Simulated;
        // Of all courses together, whatever order they ended in.
        _hash ^= result.Hash * (2 * (ulong)result.Seed + 1);
        if (result.Violation is not { } violation)
            return;
        Failed++;
        _violations[violation.Invariant] = _violations.GetValueOrDefault(violation.Invariant) + 1;
    }

    internal IEnumerable<string> Lines(TimeSpan elapsed)
    {
        var seconds = elapsed.TotalSeconds;
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{_seeds} seeds, {_simulated.TotalHours:0} simulated hours in {seconds:0.0} s: {_simulated.TotalHours / seconds:0} hours/s, {_events / seconds:0} events/s, {_turns / seconds:0} turns/s");
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{_lives} starts of the process, {_events} events, {_takes} takes, {_fills} fills, {_settlements} settlements");
        foreach (var (rule, count) in _violations)
            yield return $"VIOLATED by {count} seeds: {rule}";
        yield return $"{_seeds - Failed} held, {Failed} failed; hash of all courses {_hash:x16}";
    }
}
