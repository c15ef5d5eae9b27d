namespace Kalshi.Runtime.Benchmarks;

[GenerateSerializer]
public sealed class StoredSum
{
    [Id(0)] public long Sum { get; set; }
}

public interface IStoredGrain : IGrainWithIntegerKey
{
    Task Store(long sum);

    Task<long> Read();

    Task Leave();
}

public sealed class StoredGrain([PersistentState("sum")] IPersistentState<StoredSum> state) : Grain, IStoredGrain
{
    public Task Store(long sum)
    {
        state.State.Sum = sum;
        return state.WriteStateAsync();
    }

    public Task<long> Read() => Task.FromResult(state.State.Sum);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
