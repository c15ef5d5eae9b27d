namespace Kalshi.VenueSimulator;

/// <summary>What is going to happen in a generated world, in order of time and, at the same time, of scheduling; repeated
/// things come first.</summary>
sealed class Agenda
{
    readonly PriorityQueue<Action<TimeSpan>, (TimeSpan At, bool Single, long Number)> _items = new();
    long _number;

    internal void Schedule(TimeSpan at, Action<TimeSpan> action) => Enqueue(at, single: true, action);

    /// <summary>Does <paramref name="action"/> at <paramref name="first"/> and then each <paramref name="interval"/>.</summary>
    internal void Repeat(TimeSpan first, TimeSpan interval, Action<TimeSpan> action) => Enqueue(first, single: false, at =>
    {
        action(at);
        Repeat(at + interval, interval, action);
    });

    /// <summary>Does what comes next; false where nothing is left.</summary>
    internal bool DoNext()
    {
        if (!_items.TryDequeue(out var action, out var when))
            return false;
        action(when.At);
        return true;
    }

    void Enqueue(TimeSpan at, bool single, Action<TimeSpan> action) => _items.Enqueue(action, (at, single, _number++));
}
