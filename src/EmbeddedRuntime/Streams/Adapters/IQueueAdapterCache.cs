using System.Diagnostics.CodeAnalysis;
using Orleans.Runtime;

namespace Orleans.Streams;

// Adapters must offer a cache to Orleans' pulling agent; the embedded one delivers what it fetched and asks for none.

public interface IQueueAdapterCache
{
    IQueueCache CreateQueueCache(QueueId queueId);
}

public interface IQueueFlowController
{
    int GetMaxAddCount();
}

public interface IQueueCache : IQueueFlowController
{
    void AddToCache(IList<IBatchContainer> messages);

    bool TryPurgeFromCache([MaybeNullWhen(false)] out IList<IBatchContainer> purgedItems);

    IQueueCacheCursor GetCacheCursor(StreamId streamId, StreamSequenceToken? token);

    bool IsUnderPressure();
}

public interface IQueueCacheCursor : IDisposable
{
    IBatchContainer? GetCurrent(out Exception? exception);

    bool MoveNext();

    void Refresh(StreamSequenceToken token);

    void RecordDeliveryFailure();
}
