namespace Kalshi.Runtime.Tests;

public interface ILifeGrain : IGrainWithStringKey
{
    /// <summary>Calls that this activation has had.</summary>
    Task<int> Call();

    Task Leave();

    Task LeaveAfter(string gate);

    Task Stay(TimeSpan span);
}

public sealed class LifeGrain(Journal journal, IGrainContext context) : Grain, ILifeGrain
{
    int _calls;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Write($"{context.GrainId.Key} activated");
        return this.GetPrimaryKeyString().StartsWith("broken", StringComparison.Ordinal) && journal.Entries.Count == 1
            ? throw new InvalidOperationException("it is broken")
            : Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Write($"{this.GetPrimaryKeyString()} deactivated: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<int> Call() => Task.FromResult(++_calls);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task LeaveAfter(string gate)
    {
        DeactivateOnIdle();
        journal.Write("leaving");
        await journal.Gate(gate);
    }

    public Task Stay(TimeSpan span)
    {
        DelayDeactivation(span);
        return Task.CompletedTask;
    }
}

public interface IEternalGrain : IGrainWithStringKey
{
    Task<int> Call();
}

[KeepAlive]
public sealed class EternalGrain : Grain, IEternalGrain
{
    int _calls;

    public Task<int> Call() => Task.FromResult(++_calls);
}

public interface IGuidGrain : IGrainWithGuidKey
{
    Task<Guid> Key();
}

public sealed class GuidGrain : Grain, IGuidGrain
{
    public Task<Guid> Key() => Task.FromResult(this.GetPrimaryKey());
}

public interface IIntegerGrain : IGrainWithIntegerKey
{
    Task<long> Key();
}

public sealed class IntegerGrain : Grain, IIntegerGrain
{
    public Task<long> Key() => Task.FromResult(this.GetPrimaryKeyLong());
}

public interface ICompoundGrain : IGrainWithIntegerCompoundKey
{
    Task<string> Key();
}

public sealed class CompoundGrain : Grain, ICompoundGrain
{
    public Task<string> Key() => Task.FromResult($"{this.GetPrimaryKeyLong(out var extension)} and {extension}");
}

[GrainType("named")]
public sealed class BadlyCalledGrain : Grain, INamedGrain
{
    public Task<GrainId> Id() => Task.FromResult(this.GetGrainId());
}

public interface INamedGrain : IGrainWithStringKey
{
    Task<GrainId> Id();
}
