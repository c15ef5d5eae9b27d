namespace Kalshi.Runtime.Benchmarks;

public interface IAdderGrain : IGrainWithIntegerKey
{
    Task<long> Add(long amount);

    /// <summary>As <see cref="Add"/>, with an await on the way.</summary>
    Task<long> AddLater(long amount);
}

public sealed class AdderGrain : Grain, IAdderGrain
{
    long _sum;

    public Task<long> Add(long amount) => Task.FromResult(_sum += amount);

    public async Task<long> AddLater(long amount)
    {
        await Task.Yield();
        return _sum += amount;
    }
}

public interface ICallerGrain : IGrainWithIntegerKey
{
    /// <summary>Calls another grain so many times, one call after the other.</summary>
    Task Call(long other, int times);
}

public sealed class CallerGrain : Grain, ICallerGrain
{
    public async Task Call(long other, int times)
    {
        var adder = GrainFactory.GetGrain<IAdderGrain>(other);
        for (var call = 0; call < times; call++)
            await adder.Add(1);
    }
}
