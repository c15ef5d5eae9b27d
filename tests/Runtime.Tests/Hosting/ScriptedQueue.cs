using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace Kalshi.Runtime.Tests;

/// <summary>A queue service with one queue that remembers what was fetched, confirmed and given up.</summary>
/// <param name="cache">For hosts whose agents want one.</param>
/// <param name="mapper">For hosts with a way of their own of spreading queues; must have one queue.</param>
sealed class ScriptedQueue(Journal journal, IQueueAdapterCache? cache = null, IStreamQueueMapper? mapper = null)
    : IQueueAdapterFactory, IQueueAdapter, IQueueAdapterReceiver, IStreamQueueMapper, IStreamFailureHandler
{
    static readonly QueueId Only = QueueId.GetQueueId("scripted", 0, 0);

    readonly Queue<Message> _messages = [];
    readonly Lock _lock = new();
    long _sequence;

    public string Name => "scripted";

    public bool IsRewindable { get; init; }

    public StreamProviderDirection Direction => StreamProviderDirection.ReadWrite;

    public bool ShouldFaultSubsriptionOnError => false;

    public int Fetched { get; private set; }

    public Task<IQueueAdapter> CreateAdapter() => Task.FromResult<IQueueAdapter>(this);

    public IQueueAdapterCache GetQueueAdapterCache() => cache!;

    public IStreamQueueMapper GetStreamQueueMapper() => mapper ?? this;

    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) => Task.FromResult<IStreamFailureHandler>(this);

    public IEnumerable<QueueId> GetAllQueues() => [Only];

    public QueueId GetQueueForStream(StreamId streamId) => Only;

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) => this;

    public Task QueueMessageBatchAsync<T>(StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext)
    {
        lock (_lock)
            _messages.Enqueue(new(streamId, [.. events.Cast<object>()], ++_sequence, requestContext));
        return Task.CompletedTask;
    }

    public Task Initialize(TimeSpan timeout) => Task.CompletedTask;

    public Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount)
    {
        lock (_lock)
        {
            List<IBatchContainer> messages = [];
            while (messages.Count < maxCount && _messages.TryDequeue(out var message))
                messages.Add(message);
            Fetched += messages.Count;
            return Task.FromResult<IList<IBatchContainer>>(messages);
        }
    }

    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages)
    {
        foreach (var message in messages)
            journal.Write($"confirmed {message.SequenceToken.SequenceNumber}");
        return Task.CompletedTask;
    }

    public Task Shutdown(TimeSpan timeout)
    {
        journal.Write("shut down");
        return Task.CompletedTask;
    }

    public Task OnDeliveryFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken)
    {
        journal.Write($"gave up {sequenceToken?.SequenceNumber}");
        return Task.CompletedTask;
    }

    public Task OnSubscriptionFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken)
    {
        journal.Write($"no subscriber for {sequenceToken?.SequenceNumber}");
        return Task.CompletedTask;
    }

    sealed class Message(StreamId streamId, object[] events, long sequence, Dictionary<string, object>? context) : IBatchContainer
    {
        public StreamId StreamId => streamId;

        public StreamSequenceToken SequenceToken { get; } = new EventSequenceTokenV2(sequence);

        public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>() =>
            events.Select((item, index) => Tuple.Create((T)item, (StreamSequenceToken)new EventSequenceTokenV2(sequence, index)));

        public bool ImportRequestContext()
        {
            foreach (var (key, value) in context ?? [])
                RequestContext.Set(key, value);
            return context is not null;
        }
    }
}
