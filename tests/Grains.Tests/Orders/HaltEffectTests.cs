using Kalshi.Grains.Tests.Hosting;
using Kalshi.Silo.Orders;
using Kalshi.Trading;
using Kalshi.Trading.Orders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kalshi.Grains.Tests.Orders;

/// <summary>What the silo does with orders when a gate halts: the product's own effect, in its host.</summary>
public sealed class HaltEffectTests
{
    const long StartTs = 1_800_000_000;

    readonly MemoryStore _store = new();
    readonly MemoryRecord _record = new();
    readonly SettableTime _time = new(StartTs);
    readonly ScriptedOrderVenue _venue = new() { FillsAtOnce = Quantity.Zero };

    public HaltEffectTests() => LiveMarket.Record(_record, StartTs);

    [Fact]
    public async Task A_halt_cancels_what_rests_and_goes_on_until_a_venue_that_was_away_has_confirmed()
    {
        await using var grains = await StartAsync();
        await RestAsync(grains);
        _venue.IsDeaf = true;

        await grains.Gate.HaltAsync("ada", "drill");
        await Eventually.TrueAsync(() => Task.FromResult(_venue.GroupTriggers >= 2), "the cancel is tried again");
        Assert.False((await Order(grains).ViewAsync())!.Done);

        _venue.IsDeaf = false;
        await Eventually.TrueAsync(async () => (await Order(grains).ViewAsync())!.Done, "the cancel is confirmed");
        Assert.Equal("cancelled", (await Order(grains).ViewAsync())!.Status);
        Assert.Empty(await grains.LiveOrders.OpenOrdersAsync());
    }

    [Theory]
    [InlineData("series:KXBTCD")]
    [InlineData("strategy:edge")]
    [InlineData("venue:kalshi")]
    public async Task A_halt_of_a_part_cancels_what_rests_there(string scope)
    {
        await using var grains = await StartAsync();
        await RestAsync(grains);

        await grains.Factory.GetGrain<ITradingGateGrain>("series:KXOTHER").HaltAsync("ada", "drill");
        await grains.Factory.GetGrain<ITradingGateGrain>(scope).HaltAsync("ada", "drill");

        await Eventually.TrueAsync(async () => (await Order(grains).ViewAsync())!.Done, "the cancel is confirmed");
        Assert.Contains("halt: drill", (await Order(grains).ViewAsync())!.CancelReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_automatic_halt_cancels_as_an_operators_does()
    {
        await using var grains = await StartAsync();
        await RestAsync(grains);

        await grains.Gate.RaiseAsync(GateCauses.Loss("lost too much"));

        await Eventually.TrueAsync(async () => (await Order(grains).ViewAsync())!.Done, "the cancel is confirmed");
    }

    static IOrderGrain Order(GrainsUnderTest grains) => grains.Factory.GetGrain<IOrderGrain>("live:rests");

    async Task RestAsync(GrainsUnderTest grains)
    {
        var order = await Order(grains).OpenAsync(new OrderIntent(
            "rests", LiveMarket.Ticker, Side.Yes, Quantity.Parse("10.00", "test"), Price.Parse("0.4800", "test"), _time.NowTs,
            TimeInForce: TimeInForce.GoodTillCancelled));
        Assert.Equal("resting", order.Status);
    }

    async Task<GrainsUnderTest> StartAsync()
    {
        var grains = await GrainsUnderTest.StartAsync(
            _store, _record, _time, new EntryRules { MaxOpenPositions = 100, CooldownSeconds = 0 }, venue: _venue,
            orders: new() { QueryWait = TimeSpan.FromHours(1), QueryWaitMax = TimeSpan.FromHours(1) },
            more: services =>
            {
                services.AddSingleton<HaltEffect>();
                services.AddSingleton<IHaltEffect>(provider => provider.GetRequiredService<HaltEffect>());
                services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<HaltEffect>());
            });
        await grains.LiveBooks.RunAsync();
        return grains;
    }
}
