using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Kalshi.Runtime.Tests;

public sealed class StateTests : Conformance
{
    /// <remarks>Orleans: "grain persistence"; read before OnActivateAsync.</remarks>
    [Theory, Hosts]
    public Task State_that_is_written_outlives_the_activation(HostKind kind) => On(kind, async host =>
    {
        var account = host.Grains.GetGrain<IAccountGrain>("a");
        Assert.False(await account.IsStored());
        Assert.Equal(5, await account.Deposit(5));

        await account.Leave();

        Assert.True(await account.IsStored());
        Assert.Equal(12, await account.Deposit(7));
        Assert.Equal(0, await host.Grains.GetGrain<IAccountGrain>("b").Balance());
    });

    /// <remarks>Orleans: <c>IPersistentState.ClearStateAsync</c>.</remarks>
    [Theory, Hosts]
    public Task State_that_is_cleared_begins_anew(HostKind kind) => On(kind, async host =>
    {
        var account = host.Grains.GetGrain<IAccountGrain>("a");
        await account.Deposit(5);

        await account.Close();

        Assert.False(await account.IsStored());
        Assert.Equal(0, await account.Balance());
        Assert.Equal(3, await account.Deposit(3));
    });

    /// <remarks>Orleans: <c>InconsistentStateException</c>; the activation that met it is deactivated.</remarks>
    [Theory, Hosts]
    public Task A_write_over_a_newer_record_fails_and_the_next_call_starts_from_that_record(HostKind kind) => On(kind, async host =>
    {
        var account = host.Grains.GetGrain<IAccountGrain>("a");
        await account.Deposit(5);
        await account.Usurp(100);

        await Assert.ThrowsAsync<InconsistentStateException>(() => account.Deposit(1));

        Assert.Equal(101, await account.Deposit(1));
    });

    /// <remarks>Orleans: a timer's tick is a turn like any other, so a conflict that leaves it ends the activation as well.</remarks>
    [Theory, Hosts]
    public Task So_does_a_write_in_a_timers_turn(HostKind kind) => On(kind, async host =>
    {
        var account = host.Grains.GetGrain<IAccountGrain>("a");
        await account.Deposit(5);
        await account.DepositLater(1);
        await account.Usurp(100);

        await host.Advance(TimeSpan.FromSeconds(1.1));
        await host.Services.GetRequiredService<Journal>().Seen("a deposited");

        Assert.Equal(101, await account.Deposit(1));
    });

    /// <remarks>Orleans: <c>Grain{TState}</c>.</remarks>
    [Theory, Hosts]
    public Task A_grain_class_may_have_its_state_by_inheritance(HostKind kind) => On(kind, async host =>
    {
        var ledger = host.Grains.GetGrain<ILedgerGrain>("a");
        await ledger.Add(5);

        await ledger.Leave();

        Assert.Equal(6, await ledger.Add(1));
    });

    [Theory, Hosts]
    public Task A_missing_store_is_named_to_the_caller(HostKind kind) => On(kind, async host =>
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(host.Grains.GetGrain<IHomelessGrain>("a").Call);

        Assert.Contains("nowhere", error.ToString(), StringComparison.Ordinal);
    });
}
