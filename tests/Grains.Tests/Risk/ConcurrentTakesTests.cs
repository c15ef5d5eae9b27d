using Kalshi.Grains.Risk;
using Kalshi.Grains.Tests.Hosting;
using Kalshi.Grains.Tests.Orders;
using Kalshi.Trading;
using Kalshi.Trading.Risk;

namespace Kalshi.Grains.Tests.Risk;

/// <summary>Takes that run together, through the whole path of an order: what they cost together never passes a limit.</summary>
public sealed class ConcurrentTakesTests
{
    const long StartTs = 1_800_000_000;

    // Ten contracts at 49 cents each, so that four orders fit.
    const int Fitting = 4;
    const int Takes = 24;

    readonly MemoryStore _store = new();
    readonly MemoryRecord _record = new();
    readonly SettableTime _time = new(StartTs);
    readonly ScriptedOrderVenue _venue = new();

    public ConcurrentTakesTests()
    {
        for (var i = 0; i < Takes; i++)
            LiveMarket.Record(_record, StartTs, Market(i));
    }

    [Fact]
    public async Task Takes_that_run_together_fill_up_a_limit_and_never_pass_it()
    {
        await using var grains = await StartAsync();

        var orders = await Task.WhenAll(Enumerable.Range(0, Takes).Select(i => OpenAsync(grains, i)));

        Assert.Equal(Fitting, orders.Count(o => o.Status == "filled"));
        Assert.All(orders.Where(o => o.Status != "filled"), o => Assert.StartsWith("risk_series_notional", o.Reason));
        Assert.Equal(Fitting, _venue.Placed.Count);
        Assert.Equal("19.6000", (await Risk(grains).ViewAsync()).Used.Notional.ToString());
    }

    [Fact]
    public async Task Orders_of_unknown_fate_and_orders_that_rest_fill_a_limit_up_as_well()
    {
        _venue.FillsAtOnce = Quantity.Zero;
        _venue.Placements.Enqueue(Placement.AnswerLost);
        _venue.Placements.Enqueue(Placement.RequestLost);
        await using var grains = await StartAsync();

        var orders = await Task.WhenAll(Enumerable.Range(0, Takes).Select(i => OpenAsync(grains, i, rests: true)));

        Assert.Equal((2, 2), (orders.Count(o => o.Status == "unknown"), orders.Count(o => o.Status == "resting")));
        Assert.Equal(Takes - Fitting, orders.Count(o => o.Status == "denied"));
        Assert.StartsWith("risk_series_notional", (await OpenAsync(grains, Array.FindIndex(orders, o => o.Status == "denied"), key: "one-more")).Reason);
    }

    [Fact]
    public async Task Takes_of_two_processes_do_not_pass_a_limit_together_either()
    {
        await using (var one = await StartAsync())
        await using (var other = await StartAsync())
        {
            await Task.WhenAll(Enumerable.Range(0, Takes).Select(i => TryAsync(i % 2 == 0 ? one : other, i)));
        }

        Assert.InRange(_venue.Placed.Count, 0, Fitting);
        // Whatever the two left is finished, and a third one fills the limit up and no further.
        await using var last = await StartAsync();
        await last.LiveOrders.ResumeAsync();
        for (var i = 0; i < Takes; i++)
            await OpenAsync(last, i, key: $"last-{i}");
        Assert.Equal(Fitting, _venue.Placed.Count);
    }

    async Task TryAsync(GrainsUnderTest grains, int take)
    {
        try
        {
            await OpenAsync(grains, take);
        }
        catch (Exception)
        {
            // The loser of a write fails closed.
        }
    }

    Task<OrderView> OpenAsync(GrainsUnderTest grains, int take, string? key = null, bool rests = false) =>
        grains.Factory.GetGrain<IOrderGrain>($"live:{key ?? $"take-{take}"}").OpenAsync(new OrderIntent(
            $"opportunity_decision:v1:{take}", Market(take), Side.Yes, Quantity.Parse("10.00", "test"), Price.Parse("0.4900", "test"), _time.NowTs,
            TimeInForce: rests ? Kalshi.Trading.Orders.TimeInForce.GoodTillCancelled : Kalshi.Trading.Orders.TimeInForce.ImmediateOrCancel));

    static MarketTicker Market(int number) => MarketTicker.Parse($"KXBTCD-26NOV2117-T{95_000 + number}.99", "test");

    static IRiskLimitGrain Risk(GrainsUnderTest grains) => grains.Factory.GetGrain<IRiskLimitGrain>("live");

    async Task<GrainsUnderTest> StartAsync()
    {
        var cap = new ExposureCap(Money.Parse("20.0000", "test"), Quantity.Parse("1000.00", "test"));
        var grains = await GrainsUnderTest.StartAsync(
            _store, _record, _time, new EntryRules { MaxOpenPositions = 100, CooldownSeconds = 0 }, venue: _venue,
            orders: new() { QueryWait = TimeSpan.FromHours(1), QueryWaitMax = TimeSpan.FromHours(1) },
            risk: new RiskLimitGrainOptions
            {
                Defaults = new RiskLimits { Order = cap, Market = cap, Series = cap, Venue = cap, Total = cap, OrdersPerMinute = 1000, ConsecutiveFailures = 1000 },
            });
        await grains.LiveBooks.RunAsync();
        return grains;
    }
}
