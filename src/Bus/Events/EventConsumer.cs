using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;

namespace Kalshi.Bus;

/// <summary>Reads the events of a stream through a durable pull consumer.</summary>
public sealed class EventConsumer : IEventConsumer
{
    readonly JetStreamClient _jetStream;
    readonly DeadLetterWriter _deadLetters;
    readonly EventConsumerOptions _options;
    readonly PullConsumer _pull;

    EventConsumer(JetStreamClient jetStream, DeadLetterWriter deadLetters, EventConsumerOptions options)
    {
        _jetStream = jetStream;
        _deadLetters = deadLetters;
        _options = options;
        _pull = new(jetStream.Connection, options.Stream, options.Name, new() { ReadAhead = options.ReadAhead });
    }

    public string Stream => _options.Stream;

    /// <summary>Events rejected by this consumer: invalid, or delivered too often.</summary>
    public long Rejected { get; private set; }

    /// <summary>Opens the durable consumer, which is created when there is none.</summary>
    /// <exception cref="JetStreamException">No such stream, or an existing consumer that differs in what cannot be changed.</exception>
    public static async Task<EventConsumer> OpenAsync(
        JetStreamClient jetStream, DeadLetterWriter deadLetters, EventConsumerOptions options, CancellationToken cancellationToken = default)
    {
        var there = await jetStream.FindConsumerAsync(options.Stream, options.Name, cancellationToken);
        // Where an existing consumer once started cannot be changed, and does not matter any more.
        var start = there is null ? options.StartSequence : there.Config.OptStartSeq;
        await jetStream.CreateConsumerAsync(
            options.Stream,
            new()
            {
                DurableName = options.Name,
                DeliverPolicy = start is null ? DeliverPolicy.All : DeliverPolicy.ByStartSequence,
                OptStartSeq = start,
                AckPolicy = AckPolicy.Explicit,
                AckWait = options.AckWait,
                MaxAckPending = options.MaxAckPending,
                FilterSubject = options.FilterSubject,
            },
            cancellationToken);
        return new(jetStream, deadLetters, options);
    }

    public async ValueTask<IReadOnlyList<ReceivedEvent>> FetchAsync(int maxEvents, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        var time = _jetStream.Connection.Time;
        var start = time.GetTimestamp();
        var events = new List<ReceivedEvent>();
        while (true)
        {
            var left = maxWait - time.GetElapsedTime(start);
            var messages = await _pull.FetchAsync(maxEvents, left, cancellationToken);
            foreach (var message in messages)
            {
                if (await ReadAsync(message, cancellationToken) is { } received)
                    events.Add(received);
            }
            if (events.Count > 0 || messages.Count == 0)
                return events;
        }
    }

    public async ValueTask AcknowledgeAsync(IReadOnlyList<ReceivedEvent> events, CancellationToken cancellationToken)
    {
        foreach (var e in events)
            await _pull.AcknowledgeAsync(e.ReplySubject, cancellationToken);
    }

    /// <summary>Gives an event back, to be delivered again after the delay.</summary>
    public ValueTask RejectAsync(ReceivedEvent received, TimeSpan delay, CancellationToken cancellationToken) =>
        _pull.RejectAsync(received.ReplySubject, delay, cancellationToken);

    /// <exception cref="NatsException">The consumer is gone or the bus does not answer.</exception>
    public async ValueTask<long> LagAsync(CancellationToken cancellationToken)
    {
        var info = await _jetStream.FindConsumerAsync(Stream, _options.Name, cancellationToken)
            ?? throw new NatsException($"consumer {_options.Name} of {Stream} is gone");
        return info.Pending + info.NumAckPending;
    }

    public ValueTask DisposeAsync() => _pull.DisposeAsync();

    /// <summary>The event, or null when the message went to the dead letters.</summary>
    async ValueTask<ReceivedEvent?> ReadAsync(JetStreamMessage message, CancellationToken cancellationToken)
    {
        // The server would deliver for ever: giving up here, not there, leaves a dead letter instead of a silence.
        if (_options.MaxDeliveries is { } most && message.Delivery.Deliveries > most)
        {
            await RejectAsync(message, message.Subject, $"delivered {most} times to {_options.Name} without success", cancellationToken);
            return null;
        }
        if (EventMessage.TryRead(message, out var received, out var reason))
            return received;
        await RejectAsync(message, DeadLetterWriter.InvalidEvent, reason, cancellationToken);
        return null;
    }

    async Task RejectAsync(JetStreamMessage message, string subject, string reason, CancellationToken cancellationToken)
    {
        await _deadLetters.RejectAsync(subject, message, reason, cancellationToken);
        await _pull.TerminateAsync(message.ReplySubject, cancellationToken);
        Rejected++;
    }
}
