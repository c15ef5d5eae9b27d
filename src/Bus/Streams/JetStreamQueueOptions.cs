namespace Kalshi.Bus.Streams;

/// <summary>The stream that feeds the grains, and the bounds of doing so.</summary>
public sealed record JetStreamQueueOptions
{
    /// <summary>Default: MARKET_EVENTS.</summary>
    public string Stream { get; init; } = StreamTopology.MarketEvents;

    /// <summary>Durable consumer that remembers what the grains have had (default: grains_market).</summary>
    public string Consumer { get; init; } = "grains_market";

    /// <summary>Where to start, once, at start-up; null goes on behind what was acknowledged last, or at the stream's beginning
    /// when there is no consumer yet.</summary>
    public long? StartSequence { get; init; }

    /// <summary>Longest time from fetching an event to the end of its last turn before it is delivered again (default: 5 min).</summary>
    public TimeSpan AckWait { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Events asked for or buffered ahead of the grains (default: 4096).</summary>
    public int ReadAhead { get; init; } = 4096;

    /// <summary>Events held while grains work on them; reading pauses beyond it (default: 8192).</summary>
    public int CacheSize { get; init; } = 8192;

    /// <summary>How long one poll waits for events (default: 100 ms). Events that come are returned at once.</summary>
    public TimeSpan PollWait { get; init; } = TimeSpan.FromMilliseconds(100);
}
