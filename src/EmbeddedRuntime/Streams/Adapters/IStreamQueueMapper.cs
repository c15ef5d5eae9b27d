using Orleans.Runtime;

namespace Orleans.Streams;

public interface IStreamQueueMapper
{
    IEnumerable<QueueId> GetAllQueues();

    QueueId GetQueueForStream(StreamId streamId);
}
