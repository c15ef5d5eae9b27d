using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>The streams that one queue service carries.</summary>
sealed class EmbeddedStreamProvider(string name, IQueueAdapterFactory factory, StreamSubscriptions subscriptions, IStreamHistory? history) : IStreamProvider
{
    IQueueAdapter? _adapter;

    public string Name => name;

    public IQueueAdapterFactory Factory => factory;

    public StreamSubscriptions Subscriptions => subscriptions;

    public IStreamHistory? History => history;

    public IQueueAdapter Adapter => _adapter ?? throw new InvalidOperationException($"Stream provider {name} has not started");

    public bool IsRewindable => Adapter.IsRewindable;

    public async Task Start() => _adapter = await factory.CreateAdapter();

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new EmbeddedStream<T>(this, streamId);

    /// <exception cref="ArgumentException">A start is asked for that the queue service cannot go back to.</exception>
    public void VerifyRewindable(StreamSequenceToken? token)
    {
        if (token is not null && !IsRewindable)
            throw new ArgumentException($"Stream provider {name} is not rewindable; subscribe without a token, not with {token}", nameof(token));
    }
}
