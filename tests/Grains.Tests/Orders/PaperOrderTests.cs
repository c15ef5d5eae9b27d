using Kalshi.Grains.Events;
using Kalshi.Grains.Orders;
using Kalshi.Grains.Tests.Hosting;
using Kalshi.Trading;

namespace Kalshi.Grains.Tests.Orders;

public sealed class PaperOrderTests
{
    static readonly MarketTicker Market = MarketTicker.Parse("KXBTCD-26NOV2117-T95249.99", "test");

    readonly MemoryStore _store = new();
    readonly MemoryRecord _record = new();
    readonly SettableTime _time = new(1_800_000_000);

    [Fact]
    public async Task A_take_fills_at_the_ask_and_becomes_a_position_with_the_venues_fee()
    {
        await using var grains = await StartAsync();

        var order = await OpenAsync(grains, "a", Intent(Side.Yes, "0.5000"));

        Assert.Equal("filled", order.Status);
        var fill = Assert.Single(_record.Of<ExecutionFill>());
        Assert.Equal("paper:a:open", fill.FillId);
        Assert.Equal("0.0200", fill.Fee.ToString());
        var account = await grains.Account.ViewAsync();
        Assert.Equal("-0.5200", account.Cash.ToString());
        Assert.Equal("0.5000", Assert.Single(account.Open).Cost.ToString());
    }

    [Fact]
    public async Task The_same_decision_is_never_ordered_twice()
    {
        await using var grains = await StartAsync();
        var intent = Intent(Side.Yes, "0.5000");

        await OpenAsync(grains, "a", intent);
        await OpenAsync(grains, "a", intent);

        Assert.Single(_record.Of<ExecutionFill>());
        Assert.Equal(1, (await grains.Account.ViewAsync()).Fills);
    }

    [Fact]
    public async Task While_trading_is_halted_an_order_is_rejected_and_reserves_nothing()
    {
        await using var grains = await StartAsync();
        await grains.Gate.HaltAsync("ada", "drill");

        var order = await OpenAsync(grains, "a", Intent(Side.Yes, "0.5000"));

        Assert.Equal(("rejected", "trading_halted"), (order.Status, order.Reason));
        Assert.Empty(_record.Of<ExecutionFill>());
        Assert.Equal(0, (await grains.Account.ViewAsync()).PendingOrders);
    }

    [Theory]
    [InlineData("0.1400", "entry_price_out_of_band")]
    [InlineData("0.8600", "entry_price_out_of_band")]
    [InlineData("0.1500", null)]
    [InlineData("0.8500", null)]
    public async Task Only_asks_from_15_to_85_cents_are_entered(string ask, string? reason)
    {
        await using var grains = await StartAsync();

        Assert.Equal(reason, (await OpenAsync(grains, "a", Intent(Side.Yes, ask))).Reason);
    }

    [Fact]
    public async Task One_market_is_held_on_one_side_once()
    {
        await using var grains = await StartAsync(new EntryRules { MaxOpenPositions = 5 });
        await OpenAsync(grains, "a", Intent(Side.Yes, "0.5000"));

        Assert.Equal("position_open", (await OpenAsync(grains, "b", Intent(Side.Yes, "0.5000"))).Reason);
        Assert.Equal("position_open_opposite_side", (await OpenAsync(grains, "c", Intent(Side.No, "0.5000"))).Reason);
    }

    [Fact]
    public async Task Orders_that_run_together_never_pass_the_limit_on_positions_together()
    {
        await using var grains = await StartAsync(new EntryRules { MaxOpenPositions = 3 });
        var orders = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => OpenAsync(
            grains, $"o{i}", Intent(Side.Yes, "0.5000") with { Market = MarketTicker.Parse($"KXBTCD-T{i}", "test") })));

        Assert.Equal(3, orders.Count(o => o.Status == "filled"));
        Assert.Equal(17, orders.Count(o => o.Reason == "max_open_positions"));
    }

    [Fact]
    public async Task A_side_that_was_just_settled_cools_down_before_it_is_entered_again()
    {
        await using var grains = await StartAsync();
        await OpenAsync(grains, "a", Intent(Side.Yes, "0.5000"));
        await grains.Account.SettleAsync(Market, 1, _time.NowTs);

        _time.Skip(120);
        Assert.Equal("cooldown_active", (await OpenAsync(grains, "b", Intent(Side.Yes, "0.5000"))).Reason);
        _time.Skip(1);
        Assert.Equal("filled", (await OpenAsync(grains, "c", Intent(Side.Yes, "0.5000"))).Status);
    }

    [Fact]
    public async Task An_order_that_a_crash_cut_off_before_its_fill_is_finished_once_by_the_next_process()
    {
        _record.Outage = new IOException("the bus goes away before the fill is recorded");
        await using (var grains = await StartAsync())
            await Assert.ThrowsAsync<EventNotRecordedException>(() => OpenAsync(grains, "a", Intent(Side.Yes, "0.5000")));

        _record.Outage = null;
        await using (var grains = await StartAsync())
        {
            var orderId = Assert.Single(await grains.Account.PendingOrdersAsync());
            var order = await grains.Factory.GetGrain<IOrderGrain>(orderId).ResumeAsync();
            await grains.Factory.GetGrain<IOrderGrain>(orderId).ResumeAsync();

            Assert.Equal("filled", order?.Status);
            Assert.Single(_record.Of<ExecutionFill>());
            var account = await grains.Account.ViewAsync();
            Assert.Equal((1, 0), (account.Open.Count, account.PendingOrders));
        }
    }

    [Fact]
    public async Task A_fill_that_was_recorded_but_not_booked_is_booked_once_by_the_next_process()
    {
        // Storage goes away right after the fill is on the record: the account cannot book it.
        _record.Recorded = e => _store.Outage = e is ExecutionFill ? new IOException("no database") : _store.Outage;
        await using (var grains = await StartAsync())
            await Assert.ThrowsAnyAsync<Exception>(() => OpenAsync(grains, "a", Intent(Side.Yes, "0.5000")));

        _record.Recorded = null;
        _store.Outage = null;
        await using (var grains = await StartAsync())
        {
            foreach (var orderId in await grains.Account.PendingOrdersAsync())
                await grains.Factory.GetGrain<IOrderGrain>(orderId).ResumeAsync();

            Assert.Single(_record.Of<ExecutionFill>());
            Assert.Equal(1, (await grains.Account.ViewAsync()).Fills);
            Assert.Equal("-0.5200", (await grains.Account.ViewAsync()).Cash.ToString());
        }
    }

    [Theory]
    [InlineData(Side.Yes, 1, "0.4800")]
    [InlineData(Side.Yes, 0, "-0.5200")]
    [InlineData(Side.No, 0, "0.4800")]
    [InlineData(Side.No, 1, "-0.5200")]
    public async Task Settlement_pays_a_dollar_to_the_side_that_won_once(Side side, int outcome, string pnl)
    {
        await using var grains = await StartAsync();
        await OpenAsync(grains, "a", Intent(side, "0.5000"));

        await grains.Account.SettleAsync(Market, outcome, _time.NowTs);
        await grains.Account.SettleAsync(Market, outcome, _time.NowTs);

        var account = await grains.Account.ViewAsync();
        Assert.Equal((pnl, pnl), (account.RealizedPnl.ToString(), account.Cash.ToString()));
        Assert.Empty(account.Open);
        Assert.Single(_record.Of<ExecutionFill>(), f => f.Action == "settle");
    }

    [Fact]
    public async Task A_settlement_that_was_recorded_but_not_booked_is_booked_once_by_whoever_tells_it_next()
    {
        await using (var grains = await StartAsync())
        {
            await OpenAsync(grains, "a", Intent(Side.Yes, "0.5000"));
            _record.Recorded = e => _store.Outage = e is ExecutionFill { Action: "settle" } ? new IOException("no database") : _store.Outage;
            await Assert.ThrowsAnyAsync<Exception>(() => grains.Account.SettleAsync(Market, 1, _time.NowTs));
        }
        _record.Recorded = null;
        _store.Outage = null;

        await using (var grains = await StartAsync())
        {
            // Our catalogue told it at first, the venue's settlements do later and at another time.
            await grains.Account.SettleAsync(Market, 1, _time.NowTs + 60);
            await grains.Account.SettleAsync(Market, 1, _time.NowTs + 90);

            var account = await grains.Account.ViewAsync();
            Assert.Equal(("0.4800", 1L), (account.Cash.ToString(), account.Settlements));
            Assert.Single(_record.Of<ExecutionFill>(), f => f.Action == "settle");
        }
    }

    [Fact]
    public async Task A_fill_that_becomes_known_after_the_settlement_is_paid_out_by_itself()
    {
        await using var grains = await StartAsync(new EntryRules { CooldownSeconds = 0 });
        await OpenAsync(grains, "a", Intent(Side.Yes, "0.5000"));
        await grains.Account.SettleAsync(Market, 1, _time.NowTs);
        await OpenAsync(grains, "b", Intent(Side.Yes, "0.5000"));

        await grains.Account.SettleAsync(Market, 1, _time.NowTs);
        await grains.Account.SettleAsync(Market, 1, _time.NowTs);

        Assert.Equal(("0.9600", 2L), ((await grains.Account.ViewAsync()).Cash.ToString(), (await grains.Account.ViewAsync()).Settlements));
        Assert.Equal(
            [$"settle:paper:{Market}", $"settle:paper:{Market}:2"],
            _record.Of<ExecutionFill>().Where(f => f.Action == "settle").Select(f => f.FillId));
    }

    [Fact]
    public async Task A_second_outcome_of_a_settled_market_pays_nothing_and_halts_trading()
    {
        await using (var grains = await StartAsync())
        {
            await OpenAsync(grains, "a", Intent(Side.Yes, "0.5000"));
            await grains.Account.SettleAsync(Market, 1, _time.NowTs);
        }

        await using (var grains = await StartAsync())
        {
            await Assert.ThrowsAsync<LedgerException>(() => grains.Account.SettleAsync(Market, 0, _time.NowTs));

            Assert.Equal("0.4800", (await grains.Account.ViewAsync()).Cash.ToString());
            var reason = Assert.Single((await grains.Gate.ViewAsync()).Reasons);
            Assert.Contains("has paid out at 1 and shall settle at 0", reason.Detail, StringComparison.Ordinal);
        }
    }

    static OrderIntent Intent(Side side, string ask) =>
        new("opportunity_decision:v1:0", Market, side, Quantity.Parse("1.00", "test"), Price.Parse(ask, "test"), 1_800_000_000);

    static Task<OrderView> OpenAsync(GrainsUnderTest grains, string key, OrderIntent intent) =>
        grains.Factory.GetGrain<IOrderGrain>(OrderGrain.PaperId(key)).OpenAsync(intent);

    Task<GrainsUnderTest> StartAsync(EntryRules? rules = null) => GrainsUnderTest.StartAsync(_store, _record, _time, rules);
}
