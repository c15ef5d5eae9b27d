using Kalshi.Grains.Events;
using Kalshi.Grains.Tests.Hosting;
using Kalshi.Trading;
using Kalshi.Trading.Orders;

namespace Kalshi.Grains.Tests.Orders;

/// <summary>A halt stops the system, not the owner: what is held can be sold by hand.</summary>
public sealed class FlattenTests
{
    const long StartTs = 1_800_000_000;

    readonly MemoryStore _store = new();
    readonly MemoryRecord _record = new();
    readonly SettableTime _time = new(StartTs);
    readonly ScriptedOrderVenue _venue = new();

    public FlattenTests() => LiveMarket.Record(_record, StartTs);

    [Theory]
    [InlineData("global")]
    [InlineData("venue:kalshi")]
    [InlineData("series:KXBTCD")]
    [InlineData("strategy:edge")]
    public async Task While_halted_an_operator_can_sell_what_is_held_and_the_system_nothing(string scope)
    {
        await using var grains = await StartAsync();
        Assert.Equal("filled", (await OpenAsync(grains, "a", Intent())).Status);
        await grains.Factory.GetGrain<ITradingGateGrain>(scope).HaltAsync("ada", "drill");
        Assert.Equal("trading_halted", (await OpenAsync(grains, "b", Exit())).Reason);
        Assert.Equal("trading_halted", (await OpenAsync(grains, "c", Intent())).Reason);

        var result = await grains.LiveOrders.FlattenAsync("ada", "out of it");

        Assert.True(result.Flat, result.ToString());
        Assert.Equal("filled", Assert.Single(result.Exits).Status);
        Assert.Empty((await grains.LiveAccount.ViewAsync()).Open);
        Assert.Equal(GateMode.Halted, (await grains.Factory.GetGrain<ITradingGateGrain>(scope).ViewAsync()).Mode);
    }

    [Fact]
    public async Task A_kill_switch_does_not_keep_an_operator_in_either()
    {
        await using var grains = await StartAsync();
        await OpenAsync(grains, "a", Intent());
        await grains.Gate.RaiseAsync(GateCauses.FileExists("kill_switch"));

        Assert.True((await grains.LiveOrders.FlattenAsync("ada", "out of it")).Flat);
    }

    [Fact]
    public async Task An_exit_by_hand_is_recorded_with_its_name_before_it_goes()
    {
        await using var grains = await StartAsync();
        await OpenAsync(grains, "a", Intent());
        await grains.Gate.HaltAsync("ada", "drill");
        var placed = _venue.Placed.Count;

        _record.Outage = new IOException("no bus");
        await Assert.ThrowsAsync<EventNotRecordedException>(() => grains.LiveOrders.FlattenAsync("bob", "out of it"));
        Assert.Equal(placed, _venue.Placed.Count);

        _record.Outage = null;
        await grains.LiveOrders.FlattenAsync("bob", "out of it");
        var action = Assert.Single(_record.Of<OperatorAction>(), a => a.Action == "flatten");
        Assert.Equal(("account:live", "bob", "out of it"), (action.Scope, action.Actor, action.Reason));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => grains.LiveOrders.FlattenAsync(" ", "out of it"));
    }

    [Fact]
    public async Task An_operators_name_makes_no_entry_pass_a_halt()
    {
        await using var grains = await StartAsync();
        await grains.Gate.HaltAsync("ada", "drill");

        Assert.Equal("trading_halted", (await OpenAsync(grains, "a", Intent() with { Operator = "ada" })).Reason);
        Assert.Equal("reduce_only_exceeds_position", (await OpenAsync(grains, "b", Exit() with { Operator = "ada" })).Reason);
        Assert.Empty(_venue.Placed);
    }

    static Task<OrderView> OpenAsync(GrainsUnderTest grains, string key, OrderIntent intent) =>
        grains.Factory.GetGrain<IOrderGrain>($"live:{key}").OpenAsync(intent);

    OrderIntent Intent() => new(
        "opportunity_decision:v1:0", LiveMarket.Ticker, Side.Yes, Quantity.Parse("10.00", "test"), Price.Parse("0.4900", "test"), _time.NowTs);

    OrderIntent Exit() => Intent() with { OpportunityKey = "exit", Effect = OrderEffect.Close, LimitPrice = Price.Parse("0.4800", "test") };

    async Task<GrainsUnderTest> StartAsync()
    {
        var grains = await GrainsUnderTest.StartAsync(
            _store, _record, _time, new EntryRules { MaxOpenPositions = 100, CooldownSeconds = 0 }, venue: _venue,
            orders: new() { QueryWait = TimeSpan.FromHours(1), QueryWaitMax = TimeSpan.FromHours(1) });
        await grains.LiveBooks.RunAsync();
        return grains;
    }
}
