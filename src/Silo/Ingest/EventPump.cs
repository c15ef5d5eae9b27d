using Kalshi.Bus;
using Kalshi.Grains.Events;

namespace Kalshi.Silo.Ingest;

/// <summary>Puts a feed's events on the bus in order and books what became of each frame.</summary>
sealed partial class EventPump(
    IEventPublisher publisher, IDeadLetters deadLetters, TimeProvider time, ILogger<EventPump> logger) : IDisposable
{
    readonly IngestMetrics _metrics = new();

    /// <summary>Publishes the event of one data frame; waits only while the publisher's window is full.</summary>
    /// <returns>The inner task tells whether the frame is on the record, as an event or a dead letter; it does not fail.</returns>
    internal async ValueTask<Task<bool>> PublishAsync(DomainEvent payload, string source, FeedAccount account, CancellationToken cancellationToken)
    {
        account.Data();
        EventEnvelope envelope;
        try
        {
            envelope = EventFactory.Create(payload, source);
        }
        catch (EventRejectedException e)
        {
            await RejectAsync(account, source, e.Message, EventJson.SerializePayload(payload), null, cancellationToken);
            return Task.FromResult(true);
        }
        var received = time.GetTimestamp();
        var acknowledged = await publisher.SendAsync(envelope, cancellationToken);
        return BookAsync(acknowledged, envelope, account, received);
    }

    /// <summary>Publishes an event that no frame stands for, e.g. a gap.</summary>
    /// <returns>The inner task tells whether the bus has stored it; it does not fail.</returns>
    internal async ValueTask<Task<bool>> PublishAsideAsync(DomainEvent payload, string source, CancellationToken cancellationToken)
    {
        var envelope = EventFactory.Create(payload, source);
        var acknowledged = await publisher.SendAsync(envelope, cancellationToken);
        return BookAsync(acknowledged, envelope, account: null, time.GetTimestamp());
    }

    public void Dispose() => _metrics.Dispose();

    /// <summary>Sends one data frame to the dead letters.</summary>
    internal async ValueTask DeadLetterAsync(
        FeedAccount account, string origin, string reason, ReadOnlyMemory<byte> original, CancellationToken cancellationToken)
    {
        account.Data();
        await RejectAsync(account, origin, reason, original, null, cancellationToken);
    }

    async ValueTask RejectAsync(
        FeedAccount account, string origin, string reason, ReadOnlyMemory<byte> original, string? identity, CancellationToken cancellationToken)
    {
        LogRejected(origin, reason);
        await deadLetters.RejectAsync(origin, reason, original, identity, cancellationToken);
        account.DeadLetter();
    }

    async Task<bool> BookAsync(Task<PublishAck> acknowledged, EventEnvelope envelope, FeedAccount? account, long received)
    {
        try
        {
            var ack = await acknowledged;
            account?.Published(ack.Duplicate);
            _metrics.Stored(envelope.Payload, time.GetElapsedTime(received));
            return true;
        }
        catch (Exception e)
        {
            account?.Unpublished();
            LogUnpublished(e, envelope.EventType, envelope.IdempotencyKey);
            return false;
        }
    }

    [LoggerMessage(6001, LogLevel.Warning, "Frame of {Origin} rejected to the dead letters: {Reason}")]
    partial void LogRejected(string origin, string reason);

    [LoggerMessage(6002, LogLevel.Error, "The bus did not store {EventType} {Key}; look at the bus")]
    partial void LogUnpublished(Exception exception, string eventType, string key);
}
