using Kalshi.Simulation.Faults;
using Orleans.Streams;

namespace Kalshi.Simulation.Bus;

/// <summary>The grains' stream provider over the simulated bus.</summary>
sealed class LifeStreams(string name, SimulatedBus bus, Life life, Action<StreamId, long?> undeliverable)
    : IQueueAdapterFactory, IQueueAdapter, IStreamQueueMapper, IStreamFailureHandler
{
    readonly QueueId _queue = QueueId.GetQueueId(name, 0, 0);

    public string Name => name;

    public bool IsRewindable => false;

    public StreamProviderDirection Direction => StreamProviderDirection.ReadOnly;

    public bool ShouldFaultSubsriptionOnError => false;

    public Task<IQueueAdapter> CreateAdapter() => Task.FromResult<IQueueAdapter>(this);

    public IQueueAdapterCache GetQueueAdapterCache() => throw new NotSupportedException("the embedded host asks for no cache");

    public IStreamQueueMapper GetStreamQueueMapper() => this;

    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) => Task.FromResult<IStreamFailureHandler>(this);

    public IEnumerable<QueueId> GetAllQueues() => [_queue];

    public QueueId GetQueueForStream(StreamId streamId) => _queue;

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) => new LifeReceiver(bus, life);

    public Task QueueMessageBatchAsync<T>(
        StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext) =>
        throw new NotSupportedException($"stream {streamId} carries what is on the bus");

    public Task OnDeliveryFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken)
    {
        undeliverable(streamIdentity, sequenceToken?.SequenceNumber);
        return Task.CompletedTask;
    }

    public Task OnSubscriptionFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken)
    {
        undeliverable(streamIdentity, sequenceToken?.SequenceNumber);
        return Task.CompletedTask;
    }
}
