namespace Kalshi.Venues;

/// <summary>What a feed has read so far, over all its sessions. Written by the feed, readable from anywhere; figures of one
/// moment may be a frame apart.</summary>
/// <remarks><see cref="Frames"/> is the sum of the kinds: every frame is accounted for exactly once.</remarks>
public sealed class FeedCounters
{
    public long Frames { get; internal set; }
    public long Bytes { get; internal set; }

    public long Snapshots { get; internal set; }
    public long Deltas { get; internal set; }
    public long RefusedDeltas { get; internal set; }
    public long Tickers { get; internal set; }
    public long Trades { get; internal set; }
    public long Lifecycles { get; internal set; }

    /// <summary>News of the key's own fills, orders, positions and order groups.</summary>
    public long Own { get; internal set; }

    public long Controls { get; internal set; }
    public long Malformed { get; internal set; }

    /// <summary>Malformed frames that were well-formed JSON of a type the reader does not know.</summary>
    public long UnknownTypes { get; internal set; }

    /// <summary>Fields that the venue's specification does not name.</summary>
    public long UnknownFields { get; internal set; }

    /// <summary>Connections that were established.</summary>
    public long Connections { get; internal set; }

    /// <summary>Connections and attempts that ended in a failure.</summary>
    public long Failures { get; internal set; }

    /// <summary>Times that the failures came too fast and the feed paused.</summary>
    public long Storms { get; internal set; }

    /// <summary>Numbered frames whose number was not the one due.</summary>
    public long SequenceGaps { get; internal set; }

    /// <summary><see cref="ContinuityLost"/> messages, whatever the cause.</summary>
    public long Losses { get; internal set; }

    /// <summary>Commands that asked for snapshots of lost books.</summary>
    public long Resyncs { get; internal set; }

    /// <summary>Subscriptions that the venue confirmed and that did not send the initial message they promise.</summary>
    public long SilentSubscriptions { get; internal set; }

    /// <summary>Books given up though their numbers were in order: they contradicted REST or themselves.</summary>
    public long Distrusted { get; internal set; }

    internal void Count(FeedMessage message)
    {
        switch (message)
        {
            case BookDeltaFrame: Deltas++; break;
            case TickerFrame: Tickers++; break;
            case BookSnapshotFrame: Snapshots++; break;
            case RefusedDeltaFrame: RefusedDeltas++; break;
            case TradeFrame: Trades++; break;
            case LifecycleFrame or EventFrame: Lifecycles++; break;
            case OwnFillFrame or OwnOrderFrame or OwnPositionFrame or OrderGroupFrame: Own++; break;
            case ControlFrame: Controls++; break;
            default: Malformed++; break;
        }
    }
}
