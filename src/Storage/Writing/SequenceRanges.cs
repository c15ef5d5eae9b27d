namespace Kalshi.Storage;

/// <summary>Which sequences of a stream were met, as ranges: nearly all follow each other, so there are few.</summary>
sealed class SequenceRanges
{
    // First of a range to its last; ranges neither overlap nor touch.
    readonly SortedList<long, long> _ranges = [];

    internal int Count => _ranges.Count;

    /// <returns>False when it was met before.</returns>
    internal bool Add(long sequence)
    {
        var after = IndexAfter(sequence);
        var before = after - 1;
        if (before >= 0 && _ranges.Values[before] >= sequence)
            return false;
        var first = before >= 0 && _ranges.Values[before] == sequence - 1 ? _ranges.Keys[before] : sequence;
        var last = sequence;
        if (after < _ranges.Count && _ranges.Keys[after] == sequence + 1)
        {
            last = _ranges.Values[after];
            _ranges.RemoveAt(after);
        }
        _ranges[first] = last;
        return true;
    }

    /// <summary>Index of the first range that begins after the sequence.</summary>
    int IndexAfter(long sequence)
    {
        var (low, high) = (0, _ranges.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ranges.Keys[middle] <= sequence)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
