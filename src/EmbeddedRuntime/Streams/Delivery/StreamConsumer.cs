using Orleans.Runtime;
using Orleans.Streams.Core;

namespace Orleans.Streams;

/// <summary>The subscriptions of one activation to one provider, and the observers that it has attached to them.</summary>
sealed class StreamConsumer(EmbeddedStreamProvider provider, Activation activation)
{
    readonly Dictionary<GuidId, IAttachedObserver> _observers = [];
    readonly HashSet<GuidId> _announced = [];

    public static StreamConsumer Of(Activation activation, EmbeddedStreamProvider provider)
    {
        if (activation.Components.TryGetValue(provider, out var found))
            return (StreamConsumer)found;
        var consumer = new StreamConsumer(provider, activation);
        activation.Components[provider] = consumer;
        return consumer;
    }

    public void Attach(GuidId subscription, IAttachedObserver observer) => _observers[subscription] = observer;

    public void Detach(GuidId subscription) => _observers.Remove(subscription);

    /// <summary>Hands a message to the observer, in a turn of the activation. Without an observer it is as delivered.</summary>
    public async ValueTask Deliver(GuidId subscription, IBatchContainer message)
    {
        if (await Observer(subscription, message.StreamId) is not { } observer)
            return;
        await Rewind(observer, message);
        message.ImportRequestContext();
        await observer.Deliver(message);
    }

    // Before the first message that comes to it, as Orleans' agent does: a subscription alone moves nothing. A turn that fails in
    // between is repeated, and goes on where it stopped.
    async ValueTask Rewind(IAttachedObserver observer, IBatchContainer next)
    {
        if (provider.History is not { } history || observer.Awaited is not { } from)
            return;
        if (from.Older(next.SequenceToken))
        {
            await foreach (var past in history.ReadAsync(next.StreamId, from, next.SequenceToken, CancellationToken.None))
                await observer.Deliver(past);
        }
        observer.Awaited = null;
    }

    public async ValueTask Fail(GuidId subscription, StreamId stream, Exception error)
    {
        if (await Observer(subscription, stream) is { } observer)
            await observer.Fail(error);
    }

    async ValueTask<IAttachedObserver?> Observer(GuidId subscription, StreamId stream)
    {
        if (!_observers.ContainsKey(subscription) && activation.Instance is IStreamSubscriptionObserver subscriber && !_announced.Contains(subscription))
        {
            await subscriber.OnSubscribed(new HandleFactory(provider, activation, stream, subscription));
            _announced.Add(subscription);
        }
        return _observers.GetValueOrDefault(subscription);
    }

    sealed class HandleFactory(EmbeddedStreamProvider provider, Activation activation, StreamId stream, GuidId subscription) : IStreamSubscriptionHandleFactory
    {
        public StreamId StreamId => stream;

        public string ProviderName => provider.Name;

        public GuidId SubscriptionId => subscription;

        public StreamSubscriptionHandle<T> Create<T>() => new SubscriptionHandle<T>(provider, activation, stream, subscription);
    }
}
