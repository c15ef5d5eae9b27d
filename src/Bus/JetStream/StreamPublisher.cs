using System.Buffers.Text;
using System.Text;
using Kalshi.Bus.Nats;

namespace Kalshi.Bus.JetStream;

/// <param name="Stored">Acknowledged as new.</param>
/// <param name="Duplicates">Acknowledged as stored before.</param>
/// <param name="Failed">Refused, or not acknowledged before their deadline.</param>
/// <param name="SentAgain">Messages written more than once, after a silence or a lost connection.</param>
public readonly record struct StreamPublisherCounts(long Stored, long Duplicates, long Failed, long SentAgain, int InFlight);

/// <summary>Publishes to streams with many messages in flight, each acknowledged, in the order of the calls.</summary>
/// <remarks>Messages need an id (<see cref="PublishExpectation.MessageId"/>): what was sent may be sent again after a silence
/// or a lost connection, oldest first, and only the id keeps it single.</remarks>
public sealed class StreamPublisher : IMessageSink, IAsyncDisposable
{
    const int MessagesALock = 64;

    readonly NatsConnection _connection;
    readonly StreamPublisherOptions _options;
    readonly TimeProvider _time;
    readonly Lock _gate = new();
    readonly PublishWindow _window;
    readonly Queue<(PendingPublish Message, TaskCompletionSource Accepted)> _waiting = [];
    readonly SemaphoreSlim _work = new(0, 1);
    readonly CancellationTokenSource _closing = new();
    readonly byte[] _inbox;
    readonly long _route;
    readonly ITimer _clock;
    readonly Task _pump;
    object? _session;
    Exception? _closed;
    string _stream = "";
    long? _retryAt;
    long _stored, _duplicates, _failed, _sentAgain;

    public StreamPublisher(NatsConnection connection, StreamPublisherOptions? options = null)
    {
        _connection = connection;
        _options = options ?? new();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Window, 1, nameof(options));
        _time = connection.Time;
        _window = new(_options.Window);
        var inbox = connection.NewInbox();
        _inbox = Encoding.ASCII.GetBytes($"{inbox}.");
        _route = connection.Attach($"{inbox}.*", null, this);
        connection.Reconnected += Wake;
        var tick = TimeSpan.FromTicks(Math.Min(_options.AckTimeout.Ticks, _options.RetryDelay.Ticks) / 2);
        _clock = _time.CreateTimer(static me => ((StreamPublisher)me!).CheckTimes(), this, tick, tick);
        _pump = PumpAsync();
    }

    public StreamPublisherCounts Counts
    {
        get
        {
            lock (_gate)
                return new(_stored, _duplicates, _failed, _sentAgain, _window.Count);
        }
    }

    /// <summary>Accepts one message; see <see cref="IEventPublisher.SendAsync"/> for the two tasks.</summary>
    /// <param name="payload">Must not change until the inner task has ended.</param>
    /// <exception cref="ArgumentException">Not a subject to publish to.</exception>
    public ValueTask<Task<PublishAck>> SendAsync(
        string subject, NatsHeaders headers, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default)
    {
        NatsSubject.RequirePublishable(subject);
        var message = new PendingPublish(subject, headers, payload, _time.GetTimestamp());
        lock (_gate)
        {
            if (_closed is not null)
                throw new NatsException($"'{subject}' was not published: {_closed.Message}", _closed);
            if (_window.IsFull || _waiting.Count > 0)
                return new(WaitForRoomAsync(message, cancellationToken));
            _window.Add(message);
        }
        Wake();
        return new(message.Outcome.Task);
    }

    /// <summary>Ends when every message accepted before is acknowledged or failed.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        Task[] unfinished;
        lock (_gate)
            unfinished = [.. _window.Unfinished().Concat(_waiting.Select(w => w.Message)).Select(m => m.Outcome.Task)];
        await Task.WhenAll(unfinished).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public async ValueTask DisposeAsync()
    {
        Close(new ObjectDisposedException(nameof(StreamPublisher)));
        await _pump;
        _connection.Reconnected -= Wake;
        _connection.Detach(_route);
        await _clock.DisposeAsync();
        _work.Dispose();
        _closing.Dispose();
    }

    async Task<Task<PublishAck>> WaitForRoomAsync(PendingPublish message, CancellationToken cancellationToken)
    {
        var accepted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue((message, accepted));
        // A caller that stops waiting withdraws its message: a cancelled one is never sent.
        await using (cancellationToken.Register(() => accepted.TrySetCanceled(cancellationToken)))
            await accepted.Task;
        return message.Outcome.Task;
    }

    async Task PumpAsync()
    {
        await Task.Yield();
        try
        {
            while (true)
            {
                if (!TrySendSome())
                    await _connection.WhenWritableAsync(_closing.Token);
                else if (!HasUnsent())
                    await _work.WaitAsync(_closing.Token);
            }
        }
        catch (Exception e)
        {
            Close(e);
        }
    }

    bool HasUnsent()
    {
        lock (_gate)
            return _window.TryPeekUnsent(out _, out _);
    }

    /// <summary>False when the connection takes nothing now.</summary>
    bool TrySendSome()
    {
        Span<byte> reply = stackalloc byte[_inbox.Length + 20];
        _inbox.CopyTo(reply);
        lock (_gate)
        {
            // What was sent in a session that ended may be lost: a new one begins with the oldest, or the order would break.
            var session = _connection.Session;
            if (session is null)
                return false;
            if (session != _session)
                _window.SendAgain();
            _session = session;
            for (var i = 0; i < MessagesALock && _window.TryPeekUnsent(out var message, out var number); i++)
            {
                Utf8Formatter.TryFormat(number, reply[_inbox.Length..], out var digits);
                try
                {
                    if (!_connection.TryPublish(message.Subject, reply[..(_inbox.Length + digits)], message.Headers, message.Payload.Span, session))
                        return false;
                }
                catch (NatsException e)
                {
                    Fail(message, e);
                }
                if (message.Attempts++ > 0)
                    _sentAgain++;
                message.Sent = _time.GetTimestamp();
                _window.MarkSent();
            }
        }
        return true;
    }

    void IMessageSink.OnMessage(in Frame frame)
    {
        var number = NatsConnection.LastToken(frame.Subject);
        var noResponders = frame.Payload.IsEmpty;
        var reply = noResponders ? default : PublishReply.Read(frame.Payload, _stream);
        lock (_gate)
        {
            if (_window.Find(number) is not { IsDone: false } message)
                return;
            if (noResponders || reply.Code == 503)
            {
                // Nothing stores it now: no stream has the subject, or the server is still loading its streams.
                _retryAt ??= _time.GetTimestamp();
                return;
            }
            Settle(message, reply);
            AdvanceWindow();
        }
    }

    void Settle(PendingPublish message, PublishReply reply)
    {
        if (!reply.Stored)
        {
            Fail(message, new JetStreamException(reply.Code, reply.ErrorCode, reply.Error!, message.Subject));
            return;
        }
        _stream = reply.Stream;
        if (reply.Duplicate)
            _duplicates++;
        else
            _stored++;
        message.Outcome.TrySetResult(new(reply.Stream, reply.Sequence, reply.Duplicate));
    }

    void Fail(PendingPublish message, Exception reason)
    {
        _failed++;
        message.Outcome.TrySetException(reason);
        // Counted above; the sender may have no further interest in this one.
        _ = message.Outcome.Task.Exception;
    }

    void AdvanceWindow()
    {
        _window.Trim();
        while (!_window.IsFull && _waiting.TryDequeue(out var first))
        {
            if (!first.Accepted.TrySetResult())
                continue;
            first.Message.Accepted = _time.GetTimestamp();
            _window.Add(first.Message);
            Wake();
        }
    }

    void CheckTimes()
    {
        lock (_gate)
        {
            foreach (var message in _window.Unfinished())
            {
                if (_time.GetElapsedTime(message.Accepted) < _options.Deadline)
                    break;
                Fail(message, new NatsTimeoutException(
                    $"no stream acknowledged '{message.Subject}' within {_options.Deadline.TotalSeconds:0.###} s ({message.Attempts} attempts): it may be stored or not"));
            }
            AdvanceWindow();
            var silent = _window.Oldest is { Attempts: > 0 } oldest && _time.GetElapsedTime(oldest.Sent) >= _options.AckTimeout;
            var due = _retryAt is { } at && _time.GetElapsedTime(at) >= _options.RetryDelay;
            if (!silent && !due)
                return;
            _retryAt = null;
        }
        SendAgain();
    }

    void SendAgain()
    {
        lock (_gate)
            _window.SendAgain();
        Wake();
    }

    void Wake()
    {
        lock (_gate)
        {
            if (_work.CurrentCount == 0 && _closed is null)
                _work.Release();
        }
    }

    void Close(Exception reason)
    {
        lock (_gate)
        {
            if (_closed is not null)
                return;
            _closed = reason;
            foreach (var message in _window.Unfinished())
                Fail(message, new NatsDisconnectedException($"'{message.Subject}' was not acknowledged: {reason.Message}", reason));
            foreach (var (_, accepted) in _waiting)
                accepted.TrySetException(new NatsException($"the publisher is closed: {reason.Message}", reason));
            _closing.Cancel();
        }
    }
}
