namespace Kalshi.Venues;

/// <summary>Measures the venue's clock against ours by the <c>Date</c> of its answers, which tells whole seconds only: each answer
/// bounds the offset from both sides, and what all of the last ones allow is narrow.</summary>
sealed class ClockComparison
{
    const int AnswersMax = 64;

    /// <summary>A date is cut to the second, and servers write the same one for up to a second more.</summary>
    static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    readonly Lock _gate = new();
    readonly Queue<(TimeSpan Least, TimeSpan Most)> _bounds = new();

    /// <summary>null before the first answer with a date.</summary>
    internal ClockOffset? Offset
    {
        get
        {
            lock (_gate)
            {
                if (_bounds.Count == 0)
                    return null;
                var (least, most) = (_bounds.Max(bound => bound.Least), _bounds.Min(bound => bound.Most));
                return new(least + (most - least) / 2, (most - least) / 2);
            }
        }
    }

    /// <param name="sent">Our time before the call.</param>
    /// <param name="received">Our time when the answer began to come.</param>
    internal void Observe(DateTimeOffset sent, DateTimeOffset received, DateTimeOffset date)
    {
        var (least, most) = (date - received, date + Slack - sent);
        if (least > most)
            return; // Our own clock was set between the two.
        lock (_gate)
        {
            // A contradiction means that one of the clocks was set: what was known before is worth nothing.
            if (_bounds.Any(bound => bound.Least > most || bound.Most < least))
                _bounds.Clear();
            _bounds.Enqueue((least, most));
            if (_bounds.Count > AnswersMax)
                _bounds.Dequeue();
        }
    }
}
