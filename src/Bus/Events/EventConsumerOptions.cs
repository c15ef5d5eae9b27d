namespace Kalshi.Bus;

/// <summary>Which events a consumer reads, and how long it may take over them.</summary>
public sealed record EventConsumerOptions
{
    /// <summary>One of <see cref="StreamTopology"/>.</summary>
    public required string Stream { get; init; }

    /// <summary>The durable name, e.g. <c>svc_persistence_market</c>; who shares it shares the work.</summary>
    public required string Name { get; init; }

    /// <summary>Only these subjects; null for the whole stream.</summary>
    public string? FilterSubject { get; init; }

    /// <summary>First sequence to read when the consumer does not exist yet; null for everything kept.</summary>
    public long? StartSequence { get; init; }

    /// <summary>What is not acknowledged within it is delivered again (default: 30 s).</summary>
    public TimeSpan AckWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Events delivered but not acknowledged, at most (default: 16,384).</summary>
    public int MaxAckPending { get; init; } = 16_384;

    /// <summary>Deliveries after which an event that nobody acknowledges goes to the dead letters (default: 10); null for a reader
    /// that says itself what it cannot handle. The server counts tries that reached nobody too.</summary>
    public int? MaxDeliveries { get; init; } = 10;

    /// <summary>Messages asked for or buffered at most; their ack wait runs meanwhile (default: 4096).</summary>
    public int ReadAhead { get; init; } = 4096;
}
