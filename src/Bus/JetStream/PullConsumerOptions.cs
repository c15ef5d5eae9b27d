namespace Kalshi.Bus.JetStream;

/// <summary>How a pull consumer asks for messages.</summary>
public sealed record PullConsumerOptions
{
    /// <summary>Messages requested or buffered at most (default: 4096). Their ack wait runs while they are buffered.</summary>
    public int ReadAhead { get; init; } = 4096;

    /// <summary>How long the server keeps one request open (default: 30 s).</summary>
    public TimeSpan Expires { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Sign of life of the server on an open request; without two of them it is asked anew (default: 5 s).</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time without any answer after which a fetch fails (default: 60 s).</summary>
    public TimeSpan SilenceMax { get; init; } = TimeSpan.FromSeconds(60);
}
