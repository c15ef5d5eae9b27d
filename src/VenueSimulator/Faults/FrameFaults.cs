namespace Kalshi.VenueSimulator;

/// <summary>Faults that wait for the next frames of a channel on one connection.</summary>
sealed class FrameFaults
{
    readonly Dictionary<string, int> _skips = new(StringComparer.Ordinal);
    readonly HashSet<string> _duplicates = new(StringComparer.Ordinal);
    readonly HashSet<string> _swaps = new(StringComparer.Ordinal);
    readonly Dictionary<string, OutboundFrame> _held = new(StringComparer.Ordinal);

    internal void Add(Fault fault)
    {
        switch (fault)
        {
            case SkipFrames skip: _skips[skip.Channel] = _skips.GetValueOrDefault(skip.Channel) + skip.Count; break;
            case DuplicateFrame duplicate: _duplicates.Add(duplicate.Channel); break;
            case SwapFrames swap: _swaps.Add(swap.Channel); break;
            default: throw new InvalidOperationException($"{fault} is no fault of single frames");
        }
    }

    /// <summary>What is sent instead of a frame: nothing, itself, itself twice, or with the one held back before it.</summary>
    internal IReadOnlyList<OutboundFrame> Distort(OutboundFrame frame)
    {
        var channel = frame.Label.Channel;
        if (_skips.GetValueOrDefault(channel) is > 0 and var left)
        {
            _skips[channel] = left - 1;
            return [];
        }
        if (_held.Remove(channel, out var held))
            return [frame, held];
        if (_swaps.Remove(channel))
        {
            _held[channel] = frame;
            return [];
        }
        return _duplicates.Remove(channel) ? [frame, frame] : [frame];
    }
}
