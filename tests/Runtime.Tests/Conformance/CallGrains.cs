using Orleans.Concurrency;

namespace Kalshi.Runtime.Tests;

public interface IChainGrain : IGrainWithStringKey
{
    /// <summary>Calls the other grain, which calls back.</summary>
    Task<string> RoundTrip(string other, ChainPermission permission);

    Task<string> Back(IChainGrain first);

    Task<string> Answer();
}

public enum ChainPermission
{
    None,
    Allowed,
    AllowedAndSuppressed,
}

public sealed class ChainGrain : Grain, IChainGrain
{
    public async Task<string> RoundTrip(string other, ChainPermission permission)
    {
        var next = GrainFactory.GetGrain<IChainGrain>(other);
        var self = this.AsReference<IChainGrain>();
        if (permission == ChainPermission.None)
            return await next.Back(self);
        using var allowed = RequestContext.AllowCallChainReentrancy();
        if (permission == ChainPermission.Allowed)
            return await next.Back(self);
        using var suppressed = RequestContext.SuppressCallChainReentrancy();
        return await next.Back(self);
    }

    public async Task<string> Back(IChainGrain first) => await first.Answer();

    public Task<string> Answer() => Task.FromResult("answer");
}

public sealed class BusinessException(string reason) : Exception(reason);

public interface ICallGrain : IGrainWithStringKey
{
    Task Fail(string reason);

    Task<int> FailLater(string reason);

    [OneWay]
    Task FailUnseen();

    Task Wait(string gate);

    [ResponseTimeout("00:00:05")]
    Task WaitShortly(string gate);

    Task WaitWith(string gate, CancellationToken token);

    /// <summary>Waits for the gate without letting go of the thread.</summary>
    Task Block(string gate);

    Task<string?> Context(string key);

    Task SetContext(string key, string value);

    Task<string?> ContextOf(string other, string key);

    ValueTask<int> Half(int number);

    ValueTask Nothing();
}

public sealed class CallGrain(Journal journal) : Grain, ICallGrain
{
    public Task Fail(string reason) => throw new BusinessException(reason);

    public async Task<int> FailLater(string reason)
    {
        await Task.Yield();
        throw new BusinessException(reason);
    }

    public Task FailUnseen() => throw new BusinessException("nobody sees it");

    public async Task Wait(string gate)
    {
        journal.Write($"{gate} in");
        await journal.Gate(gate);
        journal.Write($"{gate} out");
    }

    public Task WaitShortly(string gate) => Wait(gate);

    public Task Block(string gate)
    {
        journal.Write($"{gate} in");
        journal.Gate(gate).Wait();
        return Task.CompletedTask;
    }

    public async Task WaitWith(string gate, CancellationToken token)
    {
        journal.Write($"{gate} in");
        var cancelled = new TaskCompletionSource();
        await using var registration = token.Register(cancelled.SetResult);
        await Task.WhenAny(journal.Gate(gate), cancelled.Task);
        journal.Write(token.IsCancellationRequested ? $"{gate} cancelled" : $"{gate} out");
        token.ThrowIfCancellationRequested();
    }

    public Task<string?> Context(string key) => Task.FromResult(RequestContext.Get(key) as string);

    public Task SetContext(string key, string value)
    {
        RequestContext.Set(key, value);
        return Task.CompletedTask;
    }

    public Task<string?> ContextOf(string other, string key) => GrainFactory.GetGrain<ICallGrain>(other).Context(key);

    public ValueTask<int> Half(int number) => number % 2 == 0 ? new(number / 2) : throw new BusinessException($"{number} is odd");

    public async ValueTask Nothing() => await Task.Yield();
}
