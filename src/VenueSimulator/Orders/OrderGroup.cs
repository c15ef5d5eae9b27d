namespace Kalshi.VenueSimulator;

/// <summary>Orders that are canceled together when too many contracts match within fifteen seconds.</summary>
sealed class OrderGroup(string id, Contracts limit)
{
    static readonly TimeSpan Window = TimeSpan.FromSeconds(15);

    readonly Queue<(DateTimeOffset Time, Contracts Count)> _matched = new();

    internal string Id => id;

    internal Contracts Limit { get; set; } = limit;

    /// <summary>Its orders were canceled and it takes no more until it is reset.</summary>
    internal bool Triggered { get; private set; }

    /// <summary>Counts a fill; true when it reaches the limit.</summary>
    internal bool Matched(Contracts count, DateTimeOffset time)
    {
        _matched.Enqueue((time, count));
        while (_matched.TryPeek(out var oldest) && oldest.Time <= time - Window)
            _matched.Dequeue();
        return !Triggered && _matched.Sum(m => m.Count.Hundredths) >= Limit.Hundredths;
    }

    internal void Trigger() => Triggered = true;

    internal void Reset()
    {
        Triggered = false;
        _matched.Clear();
    }
}
