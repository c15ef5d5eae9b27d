namespace Kalshi.Bus.JetStream;

/// <summary>Bounds of pipelined publishing.</summary>
public sealed record StreamPublisherOptions
{
    /// <summary>Messages accepted but not acknowledged; senders wait beyond it. Rounded up to a power of two (default: 4096).</summary>
    public int Window { get; init; } = 4096;

    /// <summary>Silence of the stream after which the oldest message and all after it are sent again (default: 5 s).</summary>
    public TimeSpan AckTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Wait before sending again when the server says that it cannot store now (default: 250 ms).</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Time from acceptance after which a message fails; it bounds all retries (default: 30 s).</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);
}
