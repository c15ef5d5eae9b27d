namespace Kalshi.Runtime.Tests;

public interface ICounterGrain : IGrainWithStringKey
{
    Task<int> Add(int amount);

    ValueTask<string> Key();
}

public sealed class CounterGrain : Grain, ICounterGrain
{
    int _count;

    public Task<int> Add(int amount) => Task.FromResult(_count += amount);

    public ValueTask<string> Key() => new(this.GetPrimaryKeyString());
}
