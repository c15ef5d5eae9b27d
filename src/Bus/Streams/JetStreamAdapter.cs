using Kalshi.Bus.JetStream;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace Kalshi.Bus.Streams;

/// <summary>JetStream as a queue of grain streams. Grains read here; they publish through <see cref="IEventPublisher"/>.</summary>
sealed class JetStreamAdapter(
    string name, JetStreamClient jetStream, DeadLetterWriter deadLetters, JetStreamQueueOptions options, Rewinds rewinds, ILogger log) : IQueueAdapter
{
    public string Name { get; } = name;

    /// <summary>A subscription may begin at any token of the past that the stream still holds. The event of the token comes first,
    /// whether it was delivered before or not.</summary>
    public bool IsRewindable => true;

    public StreamProviderDirection Direction => StreamProviderDirection.ReadOnly;

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) => new JetStreamReceiver(Name, jetStream, deadLetters, options, rewinds, log);

    public Task QueueMessageBatchAsync<T>(
        StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext) =>
        throw new NotSupportedException($"stream {streamId} carries what is on the bus: publish through {nameof(IEventPublisher)}");
}
