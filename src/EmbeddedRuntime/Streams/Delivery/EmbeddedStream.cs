using Orleans.Runtime;

namespace Orleans.Streams;

sealed class EmbeddedStream<T>(EmbeddedStreamProvider provider, StreamId streamId) : IAsyncStream<T>
{
    public bool IsRewindable => provider.IsRewindable;

    public string ProviderName => provider.Name;

    public StreamId StreamId => streamId;

    public Task OnNextAsync(T item, StreamSequenceToken? token = null) => provider.Adapter.QueueMessageAsync(streamId, item, token, RequestContext.Current);

    public Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null) =>
        provider.Adapter.QueueMessageBatchAsync(streamId, batch, token, RequestContext.Current);

    // Queues carry events only; Orleans' persistent streams refuse the same.
    public Task OnCompletedAsync() => throw new NotSupportedException("A persistent stream has no end that a producer could declare");

    public Task OnErrorAsync(Exception ex) => throw new NotSupportedException("A persistent stream carries no errors of its producer");

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer) => SubscribeAsync(observer, null);

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null) =>
        Subscribe(token).ResumeAsync(observer, token);

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer) => SubscribeAsync(observer, null);

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer, StreamSequenceToken? token) =>
        Subscribe(token).ResumeAsync(observer, token);

    public Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles()
    {
        var activation = Subscriber();
        return Task.FromResult<IList<StreamSubscriptionHandle<T>>>(
            [.. provider.Subscriptions.Of(streamId, activation.GrainId).Select(subscription => Handle(activation, subscription))]);
    }

    SubscriptionHandle<T> Subscribe(StreamSequenceToken? token)
    {
        provider.VerifyRewindable(token);
        var activation = Subscriber();
        return Handle(activation, provider.Subscriptions.Add(streamId, activation.GrainId));
    }

    SubscriptionHandle<T> Handle(Activation activation, Subscription subscription) => new(provider, activation, streamId, subscription.Id);

    Activation Subscriber() =>
        RuntimeContext.Current as Activation ?? throw new InvalidOperationException($"Only grains can subscribe; stream {streamId} was asked from outside of a grain");

    public bool Equals(IAsyncStream<T>? other) => other is not null && other.ProviderName == ProviderName && other.StreamId == streamId;

    public override bool Equals(object? obj) => Equals(obj as IAsyncStream<T>);

    public override int GetHashCode() => streamId.GetHashCode();

    public int CompareTo(IAsyncStream<T>? other) => other is null ? 1 : streamId.CompareTo(other.StreamId);
}
