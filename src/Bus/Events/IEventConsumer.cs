namespace Kalshi.Bus;

/// <summary>A durable pull consumer of one stream: what is not acknowledged comes again.</summary>
public interface IEventConsumer : IAsyncDisposable
{
    string Stream { get; }

    /// <summary>Up to <paramref name="maxEvents"/> events in stream order; returns early as soon as some are there and no
    /// more follow at once, and empty after <paramref name="maxWait"/>.</summary>
    /// <remarks>Messages that are no valid event never reach the caller: they go to the dead-letter stream with the reason
    /// and are acknowledged.</remarks>
    ValueTask<IReadOnlyList<ReceivedEvent>> FetchAsync(int maxEvents, TimeSpan maxWait, CancellationToken cancellationToken);

    /// <summary>Acknowledges events whose effect is durable.</summary>
    ValueTask AcknowledgeAsync(IReadOnlyList<ReceivedEvent> events, CancellationToken cancellationToken);

    /// <summary>Messages of the stream that this consumer has not acknowledged yet.</summary>
    ValueTask<long> LagAsync(CancellationToken cancellationToken);
}
