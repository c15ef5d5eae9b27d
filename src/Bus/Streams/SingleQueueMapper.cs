using Orleans.Streams;

namespace Kalshi.Bus.Streams;

/// <summary>One JetStream stream is one queue: a second reader of the same durable consumer would break its order.</summary>
sealed class SingleQueueMapper(string name) : IStreamQueueMapper
{
    readonly QueueId _queue = QueueId.GetQueueId(name, 0, 0);

    public IEnumerable<QueueId> GetAllQueues() => [_queue];

    public QueueId GetQueueForStream(StreamId streamId) => _queue;
}
