using Kalshi.Storage;

namespace Kalshi.Silo.Safety.Gates;

/// <summary>How long a mode has run without a critical breach, from the record: minutes with edge snapshots, starts with their mode,
/// and what stopped entries.</summary>
/// <remarks>A minute breaks a run when nothing was computed in it (section 6.1 of the redesign document: hard maximum gap 60 s), when a
/// trigger stopped entries in it, or when another mode ran. Two things do not: up to five minutes around a start, and minutes in
/// which an operator had paused or halted everything, as during the exchange's maintenance. Neither counts as run time.</remarks>
sealed class SoakHistory(IReadOnlyList<RecordedAction> actions, IReadOnlySet<long> snapshotMinutes)
{
    const long MinuteSeconds = 60;
    const long StartMinutes = 5;

    readonly Dictionary<long, string> _breaches = actions
        .Where(a => a is { Scope: "global", Action: "raise" })
        .GroupBy(a => a.Ts / MinuteSeconds)
        .ToDictionary(g => g.Key, g => g.First().Reason);

    readonly IReadOnlyList<RecordedAction> _starts = [.. actions.Where(a => a.Action == StartRecord.Action)];

    /// <summary>The longest run of a mode that ended within the window, and what broke the last one.</summary>
    internal Soak Longest(string mode, long fromTs, long toTs)
    {
        long run = 0, longest = 0;
        string? broken = null;
        for (var minute = fromTs / MinuteSeconds; minute < toTs / MinuteSeconds; minute++)
        {
            var reason = BreakOf(mode, minute);
            if (reason is null && snapshotMinutes.Contains(minute))
            {
                run++;
                longest = Math.Max(longest, run);
            }
            else if (reason is not null || !IsExcused(minute))
            {
                if (run > 0)
                    broken = $"{DateTimeOffset.FromUnixTimeSeconds(minute * MinuteSeconds):u}: {reason ?? "no edge snapshot for a minute"}";
                run = 0;
            }
        }
        return new(TimeSpan.FromMinutes(longest), broken);
    }

    string? BreakOf(string mode, long minute)
    {
        if (_breaches.TryGetValue(minute, out var breach) && !IsExcused(minute))
            return breach;
        var start = _starts.LastOrDefault(s => s.Ts / MinuteSeconds <= minute);
        return start is null ? "no start is on the record"
            : start.Reason.Split(' ', 2)[0] is var running && running != mode ? $"the mode is {running}"
            : null;
    }

    bool IsExcused(long minute)
    {
        if (_starts.Any(s => Math.Abs(s.Ts / MinuteSeconds - minute) <= StartMinutes))
            return true;
        var last = actions.LastOrDefault(a => a is { Scope: "global", Action: "pause" or "halt" or "release" } && a.Ts / MinuteSeconds <= minute);
        return last is { Action: not "release" };
    }
}

/// <param name="Broken">When and why the last run before the present one ended; null when none did.</param>
sealed record Soak(TimeSpan Length, string? Broken);
