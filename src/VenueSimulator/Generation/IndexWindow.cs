namespace Kalshi.VenueSimulator;

/// <summary>The last per-second values of the index and their averages, as the venue publishes and settles on them.</summary>
sealed class IndexWindow
{
    const int Seconds = 60;

    readonly Queue<decimal> _last = new();

    /// <summary>Average of the last sixty values: what a market that closes now settles on.</summary>
    internal decimal Average => Math.Round(_last.Average(), 2);

    /// <summary>Takes the value of the second <paramref name="time"/>.</summary>
    internal IndexValue Add(decimal value, DateTimeOffset time)
    {
        var trailing = _last.Count == 0 ? value : _last.Average();
        var trailingCount = _last.Count;
        if (_last.Count == Seconds)
            _last.Dequeue();
        _last.Enqueue(value);

        var quarterCount = SecondsOfFinalMinute(time);
        // A session that starts within the minute has seen only a part of it.
        var seen = Math.Min(quarterCount, _last.Count);
        return new(value, trailing, trailingCount, seen == 0 ? null : _last.TakeLast(seen).Average(), seen);
    }

    /// <summary>1 at :14:01 to 60 at :15:00, and so each quarter hour; 0 outside the final minute.</summary>
    static int SecondsOfFinalMinute(DateTimeOffset time)
    {
        var intoQuarter = (int)(time.ToUnixTimeSeconds() % 900);
        return intoQuarter switch
        {
            0 => Seconds,
            > 900 - Seconds => intoQuarter - (900 - Seconds),
            _ => 0,
        };
    }
}
