namespace Kalshi.Trading.Volatility;

/// <summary>Recent prices of the underlying, the last tick of every second, oldest first; not safe for concurrent use.</summary>
/// <remarks>At capacity the oldest second gives way, so memory is bounded however long the process lives.</remarks>
public sealed class SpotHistory
{
    const int FirstLength = 256;

    // Grows to twice the capacity, so that the window slides by moving an index and is copied down only once in a while.
    SpotPoint[] _points = [];
    readonly int _capacity;
    int _start;
    int _count;

    /// <param name="capacity">Seconds held; the look-back of the volatility estimate plus a margin.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than 2, or more than 200,000: the reference's own bound on a look-back.</exception>
    public SpotHistory(int capacity = 8_192)
    {
        if (capacity is < 2 or > SigmaEstimator.MaxHistoryPoints)
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "a spot history holds 2 to 200000 seconds");
        _capacity = capacity;
    }

    public int Count => _count;

    /// <summary>The newest point; null while there is none.</summary>
    public SpotPoint? Latest => _count == 0 ? null : _points[_start + _count - 1];

    /// <summary>All points, oldest first; valid until the next <see cref="Add"/>.</summary>
    public ReadOnlySpan<SpotPoint> Points => _points.AsSpan(_start, _count);

    /// <summary>The points at or after <paramref name="ts"/>; valid until the next <see cref="Add"/>.</summary>
    public ReadOnlySpan<SpotPoint> Since(long ts) => Points[FirstAtOrAfter(ts)..];

    /// <summary>Takes a tick. A tick of the newest second replaces its price; a late one fills its second if that is empty and is
    /// otherwise ignored, since which of the two came last is not known.</summary>
    /// <returns>What became of the tick.</returns>
    public SpotTickOutcome Add(long ts, double price)
    {
        if (!double.IsFinite(price) || price <= 0.0)
            return SpotTickOutcome.InvalidPrice;
        var index = _count == 0 || ts > _points[_start + _count - 1].Ts ? _count : FirstAtOrAfter(ts);
        if (index == _count || _points[_start + index].Ts != ts)
            return Insert(index, new(ts, price));
        if (index < _count - 1)
            return SpotTickOutcome.LateDuplicate;
        _points[_start + index] = new(ts, price);
        return SpotTickOutcome.Replaced;
    }

    SpotTickOutcome Insert(int index, SpotPoint point)
    {
        if (_count == _capacity)
        {
            if (index == 0)
                return SpotTickOutcome.TooOld;
            _start++;
            _count--;
            index--;
        }
        if (_start + _count == _points.Length)
        {
            var room = _points.Length < 2 * _capacity ? new SpotPoint[Math.Min(2 * _capacity, Math.Max(FirstLength, 2 * _points.Length))] : _points;
            Array.Copy(_points, _start, room, 0, _count);
            (_points, _start) = (room, 0);
        }
        var at = _start + index;
        Array.Copy(_points, at, _points, at + 1, _count - index);
        _points[at] = point;
        _count++;
        return SpotTickOutcome.Added;
    }

    int FirstAtOrAfter(long ts)
    {
        var (low, high) = (0, _count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_points[_start + middle].Ts < ts)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
