using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Queues in memory.</summary>
sealed class MemoryQueueAdapterFactory : IQueueAdapterFactory, IStreamQueueMapper, IQueueAdapterCache
{
    const uint QueueCount = 4;

    readonly MemoryQueue[] _queues;
    readonly MemoryQueueAdapter _adapter;

    public MemoryQueueAdapterFactory(string name)
    {
        _queues = [.. Enumerable.Range(0, (int)QueueCount).Select(index => new MemoryQueue(QueueId.GetQueueId(name, (uint)index, (uint)index)))];
        _adapter = new(name, _queues, this);
    }

    public Task<IQueueAdapter> CreateAdapter() => Task.FromResult<IQueueAdapter>(_adapter);

    public IQueueAdapterCache GetQueueAdapterCache() => this;

    public IQueueCache CreateQueueCache(QueueId queueId) => throw new NotSupportedException("the embedded host delivers without a cache");

    public IStreamQueueMapper GetStreamQueueMapper() => this;

    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) =>
        Task.FromResult<IStreamFailureHandler>(new NoOpStreamDeliveryFailureHandler());

    public IEnumerable<QueueId> GetAllQueues() => _queues.Select(queue => queue.Id);

    public QueueId GetQueueForStream(StreamId streamId) => _queues[(uint)streamId.GetHashCode() % QueueCount].Id;
}
