using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalshi.Bus.Nats;

/// <summary>A connection that outlives its TCP sessions: subscriptions come back by themselves, publishers wait.</summary>
/// <remarks>Core NATS delivers at most once: what was written to a session that broke may be lost. Whoever needs more
/// publishes through <see cref="JetStream.StreamPublisher"/>.</remarks>
public sealed partial class NatsConnection : IAsyncDisposable
{
    readonly NatsOptions _options;
    readonly NatsAddress _address;
    readonly TimeProvider _time;
    readonly Backoff _backoff;
    readonly ILogger _log;
    readonly CancellationTokenSource _closing = new();
    readonly Lock _gate = new();
    TaskCompletionSource<NatsLink> _nextLink = NewLinkSource();
    volatile NatsLink? _link;
    Task _keeping = Task.CompletedTask;
    long _reconnects;

    NatsConnection(NatsOptions options, TimeProvider time, Random random, ILogger? log)
    {
        _options = options.Validated();
        _address = NatsAddress.Parse(options.Url);
        _time = time;
        _backoff = new(options.ReconnectDelayMin, options.ReconnectDelayMax, random);
        _log = log ?? NullLogger.Instance;
    }

    /// <summary>After every lost session, with the reason. Handlers must be quick.</summary>
    public event Action<Exception>? Disconnected;

    /// <summary>After every new session but the first, subscriptions included. Handlers must be quick.</summary>
    public event Action? Reconnected;

    public bool IsConnected => _link is not null;

    /// <summary>Sessions opened after the first.</summary>
    public long Reconnects => Interlocked.Read(ref _reconnects);

    internal NatsOptions Options => _options;

    internal TimeProvider Time => _time;

    /// <summary>Identity of the present session; null while there is none.</summary>
    internal object? Session => _link;

    /// <summary>Connects, trying as often as the options say.</summary>
    /// <param name="random">Draws the jitter of the back-off.</param>
    /// <exception cref="NatsException">No server was reached or it refused; the message holds the last reason.</exception>
    public static async Task<NatsConnection> ConnectAsync(
        NatsOptions options, TimeProvider time, Random random, ILogger? log = null, CancellationToken cancellationToken = default)
    {
        var connection = new NatsConnection(options, time, random, log);
        var link = await connection.OpenAsync(options.ConnectAttempts, cancellationToken);
        connection._inbox = $"_INBOX.{link.Info.ServerId}.{link.Info.ClientId}";
        connection.SubscribeToAnswers();
        connection.Use(link);
        connection._keeping = connection.KeepConnectedAsync(link);
        return connection;
    }

    /// <summary>Hands a message to the session; waits while it is full or there is none.</summary>
    /// <exception cref="NatsException">Too large, or the connection is closed for good.</exception>
    public ValueTask PublishAsync(
        string subject, ReadOnlyMemory<byte> payload, NatsHeaders headers = default, string? replyTo = null, CancellationToken cancellationToken = default)
    {
        NatsSubject.RequirePublishable(subject);
        var reply = replyTo is null ? [] : Encoding.UTF8.GetBytes(replyTo);
        return TryPublish(subject, reply, headers, payload.Span)
            ? ValueTask.CompletedTask
            : PublishWhenPossibleAsync(subject, reply, headers, payload, cancellationToken);
    }

    /// <summary>Ends when the server has handled everything written before.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        var link = await LinkAsync(cancellationToken);
        await link.RoundTripAsync(cancellationToken);
    }

    /// <summary>Stops new deliveries, lets the server handle what was published, then closes. Subscribers can read what
    /// they have got.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken = default)
    {
        foreach (var id in _routes.Keys)
            Unsubscribe(id);
        if (IsConnected)
            await FlushAsync(cancellationToken);
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_closing.IsCancellationRequested)
                return;
            _closing.Cancel();
        }
        await _keeping;
        CloseForGood(new ObjectDisposedException(nameof(NatsConnection)));
    }

    /// <summary>Publishes at once, or not at all when there is no session or no room.</summary>
    /// <param name="session">Publishes in this session only; null for any.</param>
    internal bool TryPublish(string subject, ReadOnlySpan<byte> replyTo, NatsHeaders headers, ReadOnlySpan<byte> payload, object? session = null)
    {
        if (_link is not { } link || (session is not null && session != link))
            return false;
        var size = headers.Block.Length + payload.Length;
        if (size > link.Info.MaxPayload)
            throw new NatsException($"a message of {size} bytes for '{subject}' exceeds the server's limit of {link.Info.MaxPayload}");
        return link.Outgoing.TryPublish(subject, replyTo, headers.Block, payload);
    }

    /// <summary>Ends when <see cref="TryPublish"/> is worth another try.</summary>
    internal async Task WhenWritableAsync(CancellationToken cancellationToken)
    {
        var link = await LinkAsync(cancellationToken);
        await link.Outgoing.RoomAsync().WaitAsync(cancellationToken);
    }

    async ValueTask PublishWhenPossibleAsync(
        string subject, byte[] replyTo, NatsHeaders headers, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        do
            await WhenWritableAsync(cancellationToken);
        while (!TryPublish(subject, replyTo, headers, payload.Span));
    }

    void Control<T>(OutgoingBuffer.Writer<T> write, T state) => _link?.Outgoing.TryControl(write, state);

    Task<NatsLink> LinkAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return _link is { } link ? Task.FromResult(link) : _nextLink.Task.WaitAsync(cancellationToken);
    }

    static TaskCompletionSource<NatsLink> NewLinkSource()
    {
        var source = new TaskCompletionSource<NatsLink>(TaskCreationOptions.RunContinuationsAsynchronously);
        // When the connection is closed for good there may be nobody left to hear of it.
        _ = source.Task.ContinueWith(static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return source;
    }
}
