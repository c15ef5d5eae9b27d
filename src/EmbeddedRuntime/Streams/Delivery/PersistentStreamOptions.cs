namespace Orleans.Configuration;

/// <summary>How the events of a stream provider's queues are delivered.</summary>
public sealed record PersistentStreamOptions
{
    /// <summary>Messages of one queue that are fetched and not yet confirmed. Slow grains fill it; then nothing more is
    /// fetched. Default: 1,000.</summary>
    public int MaxMessagesInFlight { get; init; } = 1000;

    /// <summary>Messages that are asked for at once. Default: 256.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>Rest after a queue had nothing. Default: 100 ms.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Tries of one event for one subscriber before it counts as undeliverable. Default: 5.</summary>
    public int MaxDeliveryAttempts { get; init; } = 5;

    /// <summary>Rest after the first failed try; doubles with each further one. Default: 100 ms.</summary>
    public TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest rest between tries, and between attempts to reach a queue that fails. Default: 10 s.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a queue's receiver may take to begin and to end. Default: 10 s.</summary>
    public TimeSpan ReceiverTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
