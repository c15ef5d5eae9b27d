using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Kalshi.Bus.Nats;

namespace Kalshi.Bus.JetStream;

/// <summary>Reads a consumer by asking ahead, so that the next batch is under way while the caller works on this one.</summary>
/// <remarks>The server owes at most what was asked for, so the buffer cannot overflow. Every status of the server (404 none,
/// 408 expired, 409 paused or gone, 100 alive, 503 nobody there) corrects the count of what it still owes.</remarks>
public sealed class PullConsumer : IMessageSink, IAsyncDisposable
{
    static readonly byte[] Ack = "+ACK"u8.ToArray();
    static readonly byte[] Terminate = "+TERM"u8.ToArray();
    static readonly byte[] InProgress = "+WPI"u8.ToArray();

    // Between a refusal and the next request: nobody may be there yet, e.g. while the server loads its streams.
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    readonly NatsConnection _connection;
    readonly PullConsumerOptions _options;
    readonly TimeProvider _time;
    readonly Channel<JetStreamMessage> _buffer;
    readonly Lock _gate = new();
    readonly string _pullSubject;
    readonly string _inbox;
    readonly byte[] _inboxBytes;
    readonly long _route;
    int _wanted;
    int _owed;
    long _lastSign;
    long _stalls;
    long? _silentSince;
    long? _refusedAt;
    Exception? _failure;

    public PullConsumer(NatsConnection connection, string stream, string consumer, PullConsumerOptions? options = null)
    {
        _connection = connection;
        _options = options ?? new();
        _time = connection.Time;
        Stream = stream;
        Consumer = consumer;
        _pullSubject = $"$JS.API.CONSUMER.MSG.NEXT.{stream}.{consumer}";
        _inbox = connection.NewInbox();
        _inboxBytes = Encoding.ASCII.GetBytes(_inbox);
        // Twice: what was owed to a lost session may arrive beside what was asked for anew.
        _buffer = Channel.CreateBounded<JetStreamMessage>(2 * _options.ReadAhead);
        _lastSign = _time.GetTimestamp();
        _route = connection.Attach(_inbox, null, this);
        connection.Reconnected += AskAnew;
    }

    public string Stream { get; }

    public string Consumer { get; }

    /// <summary>Times that the server was asked anew because it was silent.</summary>
    public long Stalls => Interlocked.Read(ref _stalls);

    /// <summary>Up to <paramref name="max"/> messages: those that are there, else those that come first within <paramref name="maxWait"/>.</summary>
    /// <exception cref="NatsException">The consumer is gone, or the server stayed silent for longer than the options allow.</exception>
    public async ValueTask<IReadOnlyList<JetStreamMessage>> FetchAsync(int max, TimeSpan maxWait, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        var start = _time.GetTimestamp();
        var batch = new List<JetStreamMessage>();
        while (true)
        {
            Ask(max);
            while (batch.Count < max && _buffer.Reader.TryRead(out var message))
                batch.Add(message);
            var left = maxWait - _time.GetElapsedTime(start);
            if (batch.Count > 0 || left <= TimeSpan.Zero)
                return batch;
            var look = _refusedAt is null ? _options.Heartbeat : Pause;
            await WaitForMessageAsync(left < look ? left : look, cancellationToken);
        }
    }

    /// <summary>Never again.</summary>
    public ValueTask AcknowledgeAsync(string replySubject, CancellationToken cancellationToken = default) =>
        _connection.PublishAsync(replySubject, Ack, cancellationToken: cancellationToken);

    /// <summary>Again, after a delay.</summary>
    public ValueTask RejectAsync(string replySubject, TimeSpan delay, CancellationToken cancellationToken = default) =>
        _connection.PublishAsync(
            replySubject, Encoding.UTF8.GetBytes($"-NAK {JsonSerializer.Serialize(new(delay), JetStreamJson.Default.Nak)}"), cancellationToken: cancellationToken);

    /// <summary>Never again, although it was not handled.</summary>
    public ValueTask TerminateAsync(string replySubject, CancellationToken cancellationToken = default) =>
        _connection.PublishAsync(replySubject, Terminate, cancellationToken: cancellationToken);

    /// <summary>Work goes on: the ack wait starts anew.</summary>
    public ValueTask ExtendAsync(string replySubject, CancellationToken cancellationToken = default) =>
        _connection.PublishAsync(replySubject, InProgress, cancellationToken: cancellationToken);

    public ValueTask DisposeAsync()
    {
        _connection.Reconnected -= AskAnew;
        _connection.Detach(_route);
        _buffer.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    /// <summary>Waits for a message or a reason to ask again; a server that is silent for two heartbeats is asked anew.</summary>
    async Task WaitForMessageAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(atMost, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(!await _buffer.Reader.WaitToReadAsync(either.Token), this);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            lock (_gate)
                CheckSilence();
        }
    }

    void CheckSilence()
    {
        if (_time.GetElapsedTime(_lastSign) >= 2 * _options.Heartbeat)
        {
            _silentSince ??= _lastSign;
            _owed = 0;
            _stalls++;
        }
        if (_silentSince is not { } since || _time.GetElapsedTime(since) is var silence && silence < _options.SilenceMax)
            return;
        OnSign();
        throw new NatsTimeoutException($"consumer {Consumer} of {Stream} has not answered for {silence.TotalSeconds:0.#} s");
    }

    void OnSign()
    {
        _lastSign = _time.GetTimestamp();
        _silentSince = null;
    }

    /// <summary>Keeps twice the caller's batch on its way.</summary>
    void Ask(int batch)
    {
        lock (_gate)
        {
            if (_failure is not null)
                throw new NatsException($"consumer {Consumer} of {Stream} cannot be read: {_failure.Message}", _failure);
            _wanted = Math.Min(_options.ReadAhead, 2 * batch);
            TopUp();
        }
    }

    void TopUp()
    {
        var there = _buffer.Reader.Count + _owed;
        // Half a read-ahead at a time: asking for single messages would cost as many requests as messages.
        if (there > _wanted / 2 || (_refusedAt is { } at && _time.GetElapsedTime(at) < Pause))
            return;
        _refusedAt = null;
        var count = _wanted - there;
        var request = JsonSerializer.SerializeToUtf8Bytes(new(count, _options.Expires, _options.Heartbeat, false), JetStreamJson.Default.PullRequest);
        if (!_connection.TryPublish(_pullSubject, _inboxBytes, default, request))
            return;
        // While nothing is owed the server has nothing to say: from now on its silence counts.
        if (_owed == 0)
            _lastSign = _time.GetTimestamp();
        _owed += count;
    }

    void AskAnew()
    {
        lock (_gate)
        {
            _owed = 0;
            _refusedAt = null;
            OnSign();
            if (_wanted > 0)
                TopUp();
        }
    }

    void IMessageSink.OnMessage(in Frame frame)
    {
        var message = NatsConnection.Copy(frame);
        lock (_gate)
        {
            if (message.Subject == _inbox)
            {
                OnStatus(message.Headers);
                return;
            }
            OnSign();
            _owed = Math.Max(0, _owed - 1);
        }
        // A delivery without a readable reply subject cannot be acknowledged and therefore not be handled: the server does not send such.
        if (DeliveryInfo.TryParse(message.ReplyTo, out var delivery))
            _buffer.Writer.TryWrite(new(message.Subject, message.Headers, message.Payload, message.ReplyTo, delivery));
    }

    void OnStatus(NatsHeaders headers)
    {
        var (code, text) = headers.Status;
        if (code == 503)
            _silentSince ??= _time.GetTimestamp();
        else
            OnSign();
        switch (code)
        {
            case 100:
                return;
            case 400:
            case 409 when text.Contains("Deleted", StringComparison.OrdinalIgnoreCase) || text.Contains("push based", StringComparison.OrdinalIgnoreCase):
                _failure = new JetStreamException(code, 0, text, _pullSubject);
                break;
            case 404 or 408 or 409 when int.TryParse(headers["Nats-Pending-Messages"], NumberStyles.None, CultureInfo.InvariantCulture, out var unsent):
                _owed = Math.Max(0, _owed - unsent);
                TopUp();
                break;
            default:
                // Refused, or nobody there: ask again when the fetch looks up next, not at once and for ever.
                _owed = 0;
                _refusedAt = _time.GetTimestamp();
                break;
        }
    }
}
