using Orleans.Concurrency;
using Orleans.Serialization.Invocation;

namespace Kalshi.Runtime.Tests;

/// <summary>Every method writes "name in", waits for the gate of its name and writes "name out".</summary>
public interface ITurnGrain : IGrainWithStringKey
{
    Task Write(string name);

    [ReadOnly]
    Task Read(string name);

    [AlwaysInterleave]
    Task Peek(string name);

    [OneWay]
    Task Notify(string name);
}

public abstract class TurnGrain(Journal journal) : Grain, ITurnGrain
{
    public Task Write(string name) => Turn(name);

    public Task Read(string name) => Turn(name);

    public Task Peek(string name) => Turn(name);

    public Task Notify(string name) => Turn(name);

    async Task Turn(string name)
    {
        journal.Write($"{name} in");
        await journal.Gate(name);
        journal.Write($"{name} out");
    }
}

public sealed class PlainTurnGrain(Journal journal) : TurnGrain(journal), IPlainTurnGrain;

[Reentrant]
public sealed class ReentrantTurnGrain(Journal journal) : TurnGrain(journal), IReentrantTurnGrain;

[MayInterleave(nameof(MayInterleave))]
public sealed class ChoosyTurnGrain(Journal journal) : TurnGrain(journal), IChoosyTurnGrain
{
    public static bool MayInterleave(IInvokable call) => call.GetArgument(0) is string name && name.StartsWith("polite", StringComparison.Ordinal);
}

[StatelessWorker(2)]
public sealed class WorkerTurnGrain(Journal journal) : TurnGrain(journal), IWorkerTurnGrain;

public interface IPlainTurnGrain : ITurnGrain;

public interface IReentrantTurnGrain : ITurnGrain;

public interface IChoosyTurnGrain : ITurnGrain;

public interface IWorkerTurnGrain : ITurnGrain;

public interface ICountingGrain : IGrainWithIntegerKey
{
    /// <summary>Reads, yields, and writes back one more: only turns keep the count right.</summary>
    Task<int> Add();

    Task<IReadOnlyList<int>> Order();

    Task Append(int number);
}

[Reentrant]
public sealed class CountingGrain : Grain, ICountingGrain
{
    readonly List<int> _order = [];
    int _count;
    int _inside;

    public async Task<int> Add()
    {
        for (var step = 0; step < 10; step++)
        {
            if (Interlocked.Increment(ref _inside) != 1)
                throw new InvalidOperationException("two threads are inside of one grain");
            _count++;
            Interlocked.Decrement(ref _inside);
            await Task.Yield();
        }
        return _count;
    }

    public Task Append(int number)
    {
        _order.Add(number);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<int>> Order() => Task.FromResult<IReadOnlyList<int>>(_order.ToArray());
}
