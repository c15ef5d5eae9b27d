namespace Kalshi.Bus.Nats;

/// <summary>How to reach and keep a NATS server. Every wait, retry and buffer named here is bounded.</summary>
public sealed record NatsOptions
{
    /// <summary><c>nats://[user:password@ | token@]host[:port]</c>, or <c>tls://</c> to accept no server without TLS (default:
    /// nats://127.0.0.1:4222). A server that requires TLS gets it either way.</summary>
    public string Url { get; init; } = "nats://127.0.0.1:4222";

    /// <summary>Whom to trust and as whom to be trusted (default: null, the machine's authorities where the server or the address
    /// wants TLS). Given, no server without TLS is accepted.</summary>
    public NatsTls? Tls { get; init; }

    /// <summary>The key to log in with (default: null, with what the address says).</summary>
    public NatsCredentials? Credentials { get; init; }

    /// <summary>What the server's monitoring shows for this client (default: kalshi).</summary>
    public string Name { get; init; } = "kalshi";

    /// <summary>Bound of one attempt to connect, greeting included (default: 5 s).</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Attempts before the first connection is given up (default: 10).</summary>
    public int ConnectAttempts { get; init; } = 10;

    /// <summary>Attempts before a lost connection is given up for good (default: 720, about half an hour).</summary>
    public int ReconnectAttempts { get; init; } = 720;

    /// <summary>Upper bound of the first back-off, doubled after each failure (default: 50 ms).</summary>
    public TimeSpan ReconnectDelayMin { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Upper bound of every back-off (default: 5 s).</summary>
    public TimeSpan ReconnectDelayMax { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between keep-alive pings (default: 5 s, so that a line that has silently died is replaced before the events that
    /// wait for it are given up).</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Unanswered pings after which a connection counts as dead (default: 2).</summary>
    public int PingsOutstandingMax { get; init; } = 2;

    /// <summary>How long a request waits for its answer (default: 5 s).</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Bytes not yet handed to the operating system above which publishers wait (default: 1 MiB).</summary>
    public int WriteBufferBytes { get; init; } = 1 << 20;

    /// <summary>Messages that wait in a subscription before further ones are dropped and counted (default: 65,536).</summary>
    public int SubscriptionCapacity { get; init; } = 65_536;

    /// <summary>The same options with a checked range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A bound that is zero or negative.</exception>
    internal NatsOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ConnectAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ReconnectAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(PingsOutstandingMax, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(WriteBufferBytes, 4096);
        ArgumentOutOfRangeException.ThrowIfLessThan(SubscriptionCapacity, 1);
        foreach (var span in (ReadOnlySpan<TimeSpan>)[ConnectTimeout, ReconnectDelayMin, ReconnectDelayMax, PingInterval, RequestTimeout])
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(span, TimeSpan.Zero);
        return this;
    }
}
