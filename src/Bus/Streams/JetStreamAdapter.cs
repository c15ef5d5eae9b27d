using Kalshi.Bus.JetStream;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace Kalshi.Bus.Streams;

/// <summary>JetStream as a queue of grain streams. Grains read here; they publish through <see cref="IEventPublisher"/>.</summary>
sealed class JetStreamAdapter(string name, JetStreamClient jetStream, DeadLetterWriter deadLetters, JetStreamQueueOptions options, ILogger log) : IQueueAdapter
{
    public string Name { get; } = name;

    /// <summary>False: a grain that needs the past reads it from <see cref="EventHistory"/>, behind its checkpoint.</summary>
    public bool IsRewindable => false;

    public StreamProviderDirection Direction => StreamProviderDirection.ReadOnly;

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) => new JetStreamReceiver(jetStream, deadLetters, options, log);

    public Task QueueMessageBatchAsync<T>(
        StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext) =>
        throw new NotSupportedException($"stream {streamId} carries what is on the bus: publish through {nameof(IEventPublisher)}");
}
