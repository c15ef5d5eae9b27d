namespace Kalshi.Venues;

/// <summary>What a <see cref="CoinbaseFeed"/> has read so far, over all its sessions. Written by the feed, readable from anywhere.</summary>
/// <remarks><see cref="Messages"/> is the sum of <see cref="TickMessages"/>, heartbeats, controls and malformed ones.</remarks>
public sealed class SpotCounters
{
    public long Messages { get; internal set; }
    public long Bytes { get; internal set; }

    /// <summary>Messages with at least one tick.</summary>
    public long TickMessages { get; internal set; }

    public long Ticks { get; internal set; }

    /// <summary>Further ticks of a product within one message: the first counts, as in the reference strategy.</summary>
    public long RepeatedTicks { get; internal set; }

    public long Heartbeats { get; internal set; }
    public long Controls { get; internal set; }
    public long Malformed { get; internal set; }
    public long Gaps { get; internal set; }
    public long Connections { get; internal set; }
    public long Failures { get; internal set; }
    public long Storms { get; internal set; }
}
