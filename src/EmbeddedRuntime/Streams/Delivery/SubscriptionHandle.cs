using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>A subscription in the hands of the activation that holds it.</summary>
sealed class SubscriptionHandle<T>(EmbeddedStreamProvider provider, Activation activation, StreamId stream, GuidId subscription) : StreamSubscriptionHandle<T>
{
    public override StreamId StreamId => stream;

    public override string ProviderName => provider.Name;

    public override Guid HandleId => subscription.Guid;

    public override Task UnsubscribeAsync()
    {
        StreamConsumer.Of(activation, provider).Detach(subscription);
        provider.Subscriptions.Remove(stream, subscription);
        return Task.CompletedTask;
    }

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token = null)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return Attach(new AttachedObserver<T>(observer, token), token);
    }

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncBatchObserver<T> observer, StreamSequenceToken? token = null)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return Attach(new AttachedBatchObserver<T>(observer, token), token);
    }

    Task<StreamSubscriptionHandle<T>> Attach(IAttachedObserver observer, StreamSequenceToken? token)
    {
        provider.VerifyRewindable(token);
        StreamConsumer.Of(activation, provider).Attach(subscription, observer);
        return Task.FromResult<StreamSubscriptionHandle<T>>(this);
    }

    public override bool Equals(StreamSubscriptionHandle<T>? other) => other is not null && HandleId == other.HandleId && StreamId == other.StreamId;
}
