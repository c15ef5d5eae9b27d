using Orleans.Streams;
using Orleans.Streams.Core;

namespace Kalshi.Runtime.Tests;

public static class TestStreams
{
    public const string Memory = "memory";

    public const string Scripted = "scripted";

    /// <summary>As <see cref="Scripted"/>, and accepts tokens.</summary>
    public const string Rewindable = "rewindable";

    public const string Notes = "notes";

    public const string Numbers = "numbers";
}

/// <summary>Takes down what comes on the stream of its key. An event "wait ..." waits for the gate of its own text, an
/// event "fail ..." fails as long as that gate is closed.</summary>
[ImplicitStreamSubscription(TestStreams.Notes)]
public sealed class NoteGrain(Journal journal) : Grain, INoteGrain, IStreamSubscriptionObserver, IAsyncObserver<string>
{
    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory)
    {
        journal.Write($"{this.GetPrimaryKeyString()} subscribed to {handleFactory.StreamId}");
        await handleFactory.Create<string>().ResumeAsync(this);
    }

    public async Task OnNextAsync(string item, StreamSequenceToken? token = null)
    {
        var trace = RequestContext.Get("trace") is string value ? $" ({value})" : "";
        journal.Write($"{this.GetPrimaryKeyString()} got {item} at {token!.SequenceNumber}.{token.EventIndex}{trace}");
        if (item.StartsWith("wait", StringComparison.Ordinal))
            await journal.Gate(item);
        if (item.StartsWith("fail", StringComparison.Ordinal) && !journal.Gate(item).IsCompleted)
            throw new BusinessException(item);
        journal.Write($"{this.GetPrimaryKeyString()} took {item}");
    }

    public Task OnErrorAsync(Exception ex)
    {
        journal.Write($"{this.GetPrimaryKeyString()} missed an event");
        return Task.CompletedTask;
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

public interface INoteGrain : IGrainWithStringKey
{
    Task Leave();
}

[ImplicitStreamSubscription(TestStreams.Numbers)]
public sealed class NumberGrain(Journal journal) : Grain, INumberGrain, IStreamSubscriptionObserver, IAsyncBatchObserver<int>
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<int>().ResumeAsync(this);

    public Task OnNextAsync(IList<SequentialItem<int>> items)
    {
        journal.Write($"{this.GetPrimaryKeyLong()} got {string.Join(" ", items.Select(item => item.Item))}");
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

    public Task Call() => Task.CompletedTask;
}

public interface INumberGrain : IGrainWithIntegerKey
{
    Task Call();
}

public interface IListenerGrain : IGrainWithStringKey
{
    Task Listen(string provider, string streamNamespace, string key, int? from);

    Task StopListening();

    Task<int> Subscriptions(string provider, string streamNamespace, string key);

    Task Say(string provider, string streamNamespace, string key, string what);
}

public sealed class ListenerGrain(Journal journal) : Grain, IListenerGrain
{
    StreamSubscriptionHandle<string>? _subscription;

    public async Task Listen(string provider, string streamNamespace, string key, int? from)
    {
        var stream = this.GetStreamProvider(provider).GetStream<string>(streamNamespace, key);
        _subscription = from is { } sequence
            ? await stream.SubscribeAsync(Hear, new Orleans.Providers.Streams.Common.EventSequenceTokenV2(sequence))
            : await stream.SubscribeAsync(Hear);
    }

    Task Hear(string item, StreamSequenceToken? token)
    {
        journal.Write($"{this.GetPrimaryKeyString()} heard {item}");
        return Task.CompletedTask;
    }

    public Task StopListening() => _subscription!.UnsubscribeAsync();

    public async Task<int> Subscriptions(string provider, string streamNamespace, string key) =>
        (await this.GetStreamProvider(provider).GetStream<string>(streamNamespace, key).GetAllSubscriptionHandles()).Count;

    public Task Say(string provider, string streamNamespace, string key, string what) =>
        this.GetStreamProvider(provider).GetStream<string>(streamNamespace, key).OnNextAsync(what);
}
