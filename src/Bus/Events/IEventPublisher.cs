using Kalshi.Grains.Events;

namespace Kalshi.Bus;

/// <summary>Puts events on the bus, in the order of the calls, each acknowledged by its stream.</summary>
public interface IEventPublisher
{
    /// <summary>Accepts one event into the bounded window of unacknowledged publishes.</summary>
    /// <returns>The outer task ends when the event has its place in the order (it waits while the window is full); the inner
    /// one when the stream has stored it, or fails when it could not within the bounded retries.</returns>
    ValueTask<Task<PublishAck>> SendAsync(EventEnvelope envelope, CancellationToken cancellationToken);
}

public static class EventPublisherExtensions
{
    /// <summary>Publishes one event and waits until its stream has stored it.</summary>
    public static async Task<PublishAck> PublishAsync(
        this IEventPublisher publisher, EventEnvelope envelope, CancellationToken cancellationToken = default) =>
        await await publisher.SendAsync(envelope, cancellationToken);
}
