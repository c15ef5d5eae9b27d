using Orleans.Providers.Streams.Common;
using Orleans.Runtime;

namespace Orleans.Streams;

sealed class MemoryQueueAdapter(string name, MemoryQueue[] queues, IStreamQueueMapper mapper) : IQueueAdapter
{
    public string Name => name;

    public bool IsRewindable => true;

    public StreamProviderDirection Direction => StreamProviderDirection.ReadWrite;

    public Task QueueMessageBatchAsync<T>(StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext)
    {
        Queue(mapper.GetQueueForStream(streamId)).Add(sequence => new MemoryBatch<T>(streamId, [.. events], sequence, requestContext));
        return Task.CompletedTask;
    }

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) => Queue(queueId);

    MemoryQueue Queue(QueueId id) => queues[id.GetNumericId()];
}

/// <summary>Unbounded: producers in the same process have their own bounds.</summary>
sealed class MemoryQueue(QueueId id) : IQueueAdapterReceiver
{
    readonly Queue<IBatchContainer> _messages = [];
    readonly Lock _lock = new();
    TaskCompletionSource _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long _sequence;

    public QueueId Id => id;

    public void Add(Func<EventSequenceTokenV2, IBatchContainer> create)
    {
        lock (_lock)
        {
            _messages.Enqueue(create(new(++_sequence)));
            _arrival.TrySetResult();
        }
    }

    public Task Initialize(TimeSpan timeout) => Task.CompletedTask;

    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount)
    {
        Task arrival;
        lock (_lock)
            arrival = _arrival.Task;
        await arrival;
        lock (_lock)
        {
            List<IBatchContainer> taken = [];
            while (taken.Count < maxCount && _messages.TryDequeue(out var message))
                taken.Add(message);
            if (_messages.Count == 0 && _arrival.Task.IsCompleted)
                _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return taken;
        }
    }

    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages) => Task.CompletedTask;

    public Task Shutdown(TimeSpan timeout)
    {
        lock (_lock)
            _arrival.TrySetResult();
        return Task.CompletedTask;
    }
}

sealed class MemoryBatch<TEvent>(StreamId streamId, TEvent[] events, EventSequenceTokenV2 sequence, Dictionary<string, object>? requestContext) : IBatchContainer
{
    public StreamId StreamId => streamId;

    public StreamSequenceToken SequenceToken => sequence;

    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>() =>
        events.Select((item, index) => (Item: item, Index: index))
            .Where(entry => entry.Item is T)
            .Select(entry => Tuple.Create((T)(object)entry.Item!, (StreamSequenceToken)sequence.CreateSequenceTokenForEvent(entry.Index)));

    public bool ImportRequestContext()
    {
        if (requestContext is null)
            return false;
        RequestContext.Current = requestContext;
        return true;
    }
}
