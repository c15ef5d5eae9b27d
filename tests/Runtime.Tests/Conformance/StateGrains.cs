using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Kalshi.Runtime.Tests;

[GenerateSerializer]
public sealed class Balance
{
    [Id(0)] public long Cents { get; set; }
}

public interface IAccountGrain : IGrainWithStringKey
{
    Task<long> Deposit(long cents);

    Task<long> Balance();

    Task<bool> IsStored();

    Task Close();

    Task Leave();

    /// <summary>Overwrites the record behind the back of this activation.</summary>
    Task Usurp(long cents);

    /// <summary>Deposits in a second, in a turn of a timer.</summary>
    Task DepositLater(long cents);
}

public sealed class AccountGrain(
    [PersistentState("balance")] IPersistentState<Balance> balance,
    [FromKeyedServices("Default")] IGrainStorage storage,
    Journal journal) : Grain, IAccountGrain
{
    public async Task<long> Deposit(long cents)
    {
        balance.State.Cents += cents;
        await balance.WriteStateAsync();
        return balance.State.Cents;
    }

    public Task<long> Balance() => Task.FromResult(balance.State.Cents);

    public Task<bool> IsStored() => Task.FromResult(balance.RecordExists);

    public Task Close() => balance.ClearStateAsync();

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task Usurp(long cents)
    {
        var record = new GrainState<Balance>(new());
        await storage.ReadStateAsync("balance", this.GetGrainId(), record);
        record.State = new() { Cents = cents };
        await storage.WriteStateAsync("balance", this.GetGrainId(), record);
    }

    public Task DepositLater(long cents)
    {
        this.RegisterGrainTimer(_ => Tick(cents), new GrainTimerCreationOptions { DueTime = TimeSpan.FromSeconds(1), Period = Timeout.InfiniteTimeSpan });
        return Task.CompletedTask;
    }

    async Task Tick(long cents)
    {
        try
        {
            await Deposit(cents);
        }
        finally
        {
            journal.Write($"{this.GetPrimaryKeyString()} deposited");
        }
    }
}

public interface ILedgerGrain : IGrainWithStringKey
{
    Task<long> Add(long cents);

    Task Leave();
}

public sealed class LedgerGrain : Grain<Balance>, ILedgerGrain
{
    public async Task<long> Add(long cents)
    {
        State.Cents += cents;
        await WriteStateAsync();
        return State.Cents;
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

public interface IHomelessGrain : IGrainWithStringKey
{
    Task Call();
}

public sealed class HomelessGrain([PersistentState("state", "nowhere")] IPersistentState<Balance> state) : Grain, IHomelessGrain
{
    public Task Call() => state.WriteStateAsync();
}
