using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Kalshi.Bus.Nats;

public sealed partial class NatsConnection : ILinkOwner
{
    readonly ConcurrentDictionary<long, Route> _routes = new();
    readonly ConcurrentDictionary<long, TaskCompletionSource<NatsMessage>> _answers = new();
    string _inbox = "";
    long _lastId;
    long _lastInbox;
    long _lastRequest;

    internal sealed record Route(string Subject, string? QueueGroup, IMessageSink Sink);

    /// <summary>Subscribes; the subscription survives reconnects until it is disposed.</summary>
    /// <param name="queueGroup">Each message goes to one member of the group.</param>
    /// <param name="capacity">Messages that may wait unread; further ones are dropped and counted. Null: as the options say.</param>
    public NatsSubscription Subscribe(string subject, string? queueGroup = null, int? capacity = null)
    {
        var subscription = new NatsSubscription(this, capacity ?? _options.SubscriptionCapacity);
        subscription.Id = Attach(subject, queueGroup, subscription);
        return subscription;
    }

    /// <summary>Asks and waits for one answer.</summary>
    /// <exception cref="NatsNoRespondersException">Nobody listens there.</exception>
    /// <exception cref="NatsTimeoutException">No answer in time: unknown outcome.</exception>
    /// <exception cref="NatsDisconnectedException">The session ended first: unknown outcome.</exception>
    public async Task<NatsMessage> RequestAsync(
        string subject, ReadOnlyMemory<byte> payload, NatsHeaders headers = default, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var bound = timeout ?? _options.RequestTimeout;
        using var timer = new CancellationTokenSource(bound, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        var number = Interlocked.Increment(ref _lastRequest);
        var answer = new TaskCompletionSource<NatsMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _answers[number] = answer;
        try
        {
            await PublishAsync(subject, payload, headers, string.Create(CultureInfo.InvariantCulture, $"{_inbox}.0.{number}"), either.Token);
            var message = await answer.Task.WaitAsync(either.Token);
            return message.Payload.IsEmpty && message.Headers.Status.Code == 503
                ? throw new NatsNoRespondersException(subject)
                : message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NatsTimeoutException($"no answer on '{subject}' within {bound.TotalSeconds:0.###} s");
        }
        finally
        {
            _answers.TryRemove(number, out _);
        }
    }

    /// <summary>A subject that nobody else ever has: the server's identity and its number for this client make it unique.</summary>
    internal string NewInbox() =>
        string.Create(CultureInfo.InvariantCulture, $"{_inbox}.{Interlocked.Increment(ref _lastInbox)}");

    internal long Attach(string subject, string? queueGroup, IMessageSink sink)
    {
        NatsSubject.RequireSubscribable(subject);
        if (queueGroup is not null)
            NatsSubject.RequirePublishable(queueGroup);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
            var id = ++_lastId;
            _routes[id] = new(subject, queueGroup, sink);
            Control(static (into, s) => Commands.Subscribe(into, s.subject, s.queueGroup, s.id), (subject, queueGroup, id));
            return id;
        }
    }

    /// <summary>No more deliveries from the server; those under way still arrive.</summary>
    internal void Unsubscribe(long id) => Control(static (into, id) => Commands.Unsubscribe(into, id), id);

    internal void Detach(long id)
    {
        lock (_gate)
        {
            if (_routes.TryRemove(id, out _))
                Unsubscribe(id);
        }
    }

    void IMessageSink.OnMessage(in Frame frame)
    {
        if (_routes.TryGetValue(frame.SubscriptionId, out var route))
            route.Sink.OnMessage(frame);
    }

    void SubscribeToAnswers() => Attach($"{_inbox}.0.*", null, new Answers(_answers));

    void FailAnswers(Exception reason)
    {
        foreach (var answer in _answers.Values)
            answer.TrySetException(new NatsDisconnectedException("the connection ended before the answer came", reason));
    }

    internal static NatsMessage Copy(in Frame frame)
    {
        var body = new byte[frame.Headers.Length + frame.Payload.Length];
        frame.Headers.CopyTo(body);
        frame.Payload.CopyTo(body.AsSpan(frame.Headers.Length));
        return new(
            Encoding.UTF8.GetString(frame.Subject),
            Encoding.UTF8.GetString(frame.ReplyTo),
            new(body.AsMemory(0, frame.Headers.Length)),
            body.AsMemory(frame.Headers.Length));
    }

    /// <summary>The number at the end of an inbox subject; -1 when there is none.</summary>
    internal static long LastToken(ReadOnlySpan<byte> subject)
    {
        var token = subject[(subject.LastIndexOf((byte)'.') + 1)..];
        return Utf8Parser.TryParse(token, out long number, out var used) && used == token.Length ? number : -1;
    }

    sealed class Answers(ConcurrentDictionary<long, TaskCompletionSource<NatsMessage>> waiting) : IMessageSink
    {
        public void OnMessage(in Frame frame)
        {
            if (waiting.TryRemove(LastToken(frame.Subject), out var answer))
                answer.TrySetResult(Copy(frame));
        }
    }
}
