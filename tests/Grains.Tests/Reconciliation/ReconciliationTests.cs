using Kalshi.Grains.Events;
using Kalshi.Grains.Orders;
using Kalshi.Grains.Tests.Hosting;
using Kalshi.Grains.Tests.Orders;
using Kalshi.Trading;
using Kalshi.Trading.Orders;

namespace Kalshi.Grains.Tests.Reconciliation;

/// <summary>Our books beside the venue's, over the union of what either knows.</summary>
public sealed class ReconciliationTests
{
    const long StartTs = 1_800_000_000;
    static readonly OrderOptions Patient = new() { QueryWait = TimeSpan.FromHours(1), QueryWaitMax = TimeSpan.FromHours(1) };
    static readonly MarketTicker Other = MarketTicker.Parse("KXBTCD-26NOV2117-T96000", "test");

    readonly MemoryStore _store = new();
    readonly MemoryRecord _record = new();
    readonly SettableTime _time = new(StartTs);
    readonly ScriptedOrderVenue _venue = new();

    public ReconciliationTests()
    {
        LiveMarket.Record(_record, StartTs);
        LiveMarket.Record(_record, StartTs, Other);
    }

    [Fact]
    public async Task Nothing_is_green_before_the_first_complete_comparison_of_a_process()
    {
        await using (var grains = await StartAsync())
        {
            Assert.Equal("pending", (await grains.LiveBooks.ViewAsync()).State);
            Assert.Equal("green", (await grains.LiveBooks.RunAsync()).State);
        }
        await using (var grains = await StartAsync())
            Assert.Equal("pending", (await grains.LiveBooks.ViewAsync()).State);
    }

    [Fact]
    public async Task A_listing_that_is_not_complete_is_evidence_of_nothing()
    {
        _venue.TradeBehindOurBack(Other, Side.Yes, "3.00");
        _venue.IsIncomplete = true;
        await using var grains = await StartAsync();

        var view = await grains.LiveBooks.RunAsync();

        Assert.Equal(("pending", "orders: the listing is not complete"), (view.State, view.Fault));
        Assert.Empty(_record.Of<ReconciliationFinding>());
        Assert.Empty((await grains.LiveAccount.ViewAsync()).Open);
    }

    [Fact]
    public async Task A_fill_that_we_missed_is_booked_and_needs_no_operator()
    {
        await using var grains = await StartAsync();
        await grains.LiveBooks.RunAsync();
        _venue.FillsAtOnce = Quantity.Zero;
        await OpenAsync(grains, "a", TimeInForce.GoodTillCancelled);
        _venue.Fill("live:a", "10.00");

        var view = await grains.LiveBooks.RunAsync();

        Assert.Equal("green", view.State);
        Assert.Equal("10.00", Assert.Single((await grains.LiveAccount.ViewAsync()).Open).Quantity.ToString());
        Assert.Equal(0, (await grains.LiveAccount.ViewAsync()).PendingOrders);
    }

    [Fact]
    public async Task A_position_that_only_the_venue_knows_is_adopted_flagged_and_stops_entries_until_acknowledged()
    {
        await using var grains = await StartAsync();
        await grains.LiveBooks.RunAsync();
        _venue.TradeBehindOurBack(Other, Side.No, "3.00");

        var view = await grains.LiveBooks.RunAsync();

        Assert.Equal("unexplained", view.State);
        Assert.Equal(["foreign_fill", "position"], view.Unexplained.Select(f => f.Kind));
        Assert.Equal(["foreign_fill", "position"], _record.Of<ReconciliationFinding>().Select(f => f.Kind));
        var adopted = Assert.Single((await grains.LiveAccount.ViewAsync()).Open);
        Assert.Equal((Other, Side.No, "3.00", "0.5000"), (adopted.Market, adopted.Side, adopted.Quantity.ToString(), adopted.Cost.ToString()));
        Assert.Equal(GateMode.Reducing, (await grains.Gate.ViewAsync()).Mode);
        Assert.Equal("entries_stopped", (await OpenAsync(grains, "a")).Reason);

        view = await grains.LiveBooks.AcknowledgeAsync("ada", "I traded by hand");

        Assert.Equal("green", view.State);
        Assert.Equal(GateMode.Active, (await grains.Gate.ViewAsync()).Mode);
        Assert.Equal("green", (await grains.LiveBooks.RunAsync()).State);
        Assert.Equal("filled", (await OpenAsync(grains, "b")).Status);
        Assert.Contains(_record.Of<OperatorAction>(), a => a is { Action: "acknowledge", Actor: "ada", Reason: "I traded by hand" });
    }

    [Fact]
    public async Task Safe_mode_survives_a_restart()
    {
        _venue.TradeBehindOurBack(Other, Side.Yes, "3.00");
        await using (var grains = await StartAsync())
            await grains.LiveBooks.RunAsync();
        await using (var grains = await StartAsync())
        {
            Assert.Equal("unexplained", (await grains.LiveBooks.RunAsync()).State);
            Assert.Equal("entries_stopped", (await OpenAsync(grains, "a")).Reason);
        }
    }

    [Fact]
    public async Task A_position_that_only_we_believe_in_is_given_up()
    {
        await using var grains = await StartAsync();
        await grains.LiveBooks.RunAsync();
        await OpenAsync(grains, "a");
        _venue.TradeBehindOurBack(LiveMarket.Ticker, Side.No, "10.00");

        await grains.LiveBooks.RunAsync();

        var account = await grains.LiveAccount.ViewAsync();
        Assert.Empty(account.Open);
        Assert.Contains(_record.Of<ReconciliationFinding>(), f => f is { Kind: "position", Ours: "10.00", Venues: "0.00" });
    }

    [Fact]
    public async Task What_trades_while_the_venue_is_read_is_no_difference_though_every_look_meets_another_trade()
    {
        await using var grains = await StartAsync();
        await grains.LiveBooks.RunAsync();
        var looks = 0;
        _venue.Listed = async () =>
        {
            var market = MarketTicker.Parse($"KXBTCD-26NOV2117-T9700{++looks}", "test");
            LiveMarket.Record(_record, StartTs, market);
            Assert.Equal("filled", (await OpenAsync(grains, $"look-{looks}", market: market)).Status);
        };

        Assert.Equal("green", (await grains.LiveBooks.RunAsync()).State);
        Assert.Equal("green", (await grains.LiveBooks.RunAsync()).State);

        Assert.Equal(4, looks);
        Assert.DoesNotContain(_record.Of<ReconciliationFinding>(), f => f.Kind != "fee");
        Assert.All((await grains.LiveAccount.ViewAsync()).Open, p => Assert.Equal("10.00", p.Quantity.ToString()));
    }

    [Fact]
    public async Task An_order_of_a_stranger_in_our_name_is_found()
    {
        await using var grains = await StartAsync();
        _venue.RestForeign(Other);

        var view = await grains.LiveBooks.RunAsync();

        Assert.Equal("foreign_order", Assert.Single(view.Unexplained).Kind);
    }

    [Fact]
    public async Task A_balance_that_does_not_add_up_is_a_finding_when_it_is_seen_twice()
    {
        await using var grains = await StartAsync();
        await grains.LiveBooks.RunAsync();
        _venue.Balance -= Money.Parse("5.0000", "test");

        Assert.Equal("green", (await grains.LiveBooks.RunAsync()).State);
        var view = await grains.LiveBooks.RunAsync();

        var finding = Assert.Single(view.Unexplained);
        Assert.Equal(("balance", "1000.0000", "995.0000"), (finding.Kind, finding.Ours, finding.Venues));
        await grains.LiveBooks.AcknowledgeAsync("ada", "withdrawn");
        Assert.Equal("green", (await grains.LiveBooks.RunAsync()).State);
        Assert.Equal("green", (await grains.LiveBooks.RunAsync()).State);
    }

    [Fact]
    public async Task Cash_and_positions_agree_with_the_venue_to_the_cent_after_trades_both_ways()
    {
        await using var grains = await StartAsync();
        await grains.LiveBooks.RunAsync();
        await OpenAsync(grains, "a");
        await grains.LiveOrders.FlattenAsync("ada", "done");

        for (var i = 0; i < 3; i++)
            Assert.Equal("green", (await grains.LiveBooks.RunAsync()).State);
        Assert.DoesNotContain(_record.Of<ReconciliationFinding>(), f => f.Kind != "fee");
        Assert.Empty((await grains.LiveAccount.ViewAsync()).Open);
    }

    [Fact]
    public async Task Flat_is_said_only_when_the_venue_confirmed_every_cancel()
    {
        await using var grains = await StartAsync();
        await grains.LiveBooks.RunAsync();
        _venue.FillsAtOnce = Quantity.Zero;
        await OpenAsync(grains, "a", TimeInForce.GoodTillCancelled);
        _venue.IsDeaf = true;

        var result = await grains.LiveOrders.CancelAllAsync("ada", "drill", GateScope.Global);
        Assert.Equal((false, "HTTP 503", 1), (result.Flat, result.Group, result.Open.Count));

        _venue.IsDeaf = false;
        result = await grains.LiveOrders.CancelAllAsync("ada", "drill", GateScope.Global);
        Assert.Equal((true, null, 1), (result.Flat, result.Group, result.Ended.Count));
        Assert.Empty(await grains.LiveOrders.OpenOrdersAsync());
    }

    [Fact]
    public async Task A_halt_of_a_series_cancels_only_its_orders()
    {
        await using var grains = await StartAsync();
        await grains.LiveBooks.RunAsync();
        _venue.FillsAtOnce = Quantity.Zero;
        await OpenAsync(grains, "a", TimeInForce.GoodTillCancelled);

        Assert.Empty((await grains.LiveOrders.CancelAllAsync("halt", "drill", "series:KXOTHER")).Ended);
        Assert.Equal(0, _venue.GroupTriggers);
        Assert.Single((await grains.LiveOrders.CancelAllAsync("halt", "drill", "series:KXBTCD")).Ended);
    }

    [Fact]
    public async Task A_snapshot_counts_an_open_position_at_the_best_bid()
    {
        await using var grains = await StartAsync();
        await grains.LiveBooks.RunAsync();
        await OpenAsync(grains, "a");

        var snapshot = await grains.LiveAccount.SnapshotAsync();

        // 10 contracts bought at 0.49, bid 0.48, fee 0.0175.
        Assert.Equal(("-4.9175", "-0.1175", "4.9000"), (snapshot.Cash.ToString(), snapshot.UnrealizedPnl.ToString(), snapshot.Cost.ToString()));
        Assert.Equal(snapshot, Assert.Single(_record.Of<PnlSnapshot>()));
    }

    [Fact]
    public async Task A_booking_that_would_break_the_ledger_is_not_made_and_halts_trading()
    {
        await using var grains = await StartAsync();
        await grains.LiveBooks.RunAsync();
        await OpenAsync(grains, "a");
        var before = await grains.LiveAccount.ViewAsync();

        var fill = _record.Of<ExecutionFill>()[0] with { FillId = "impossible", Quantity = Quantity.MaxValue };
        await Assert.ThrowsAsync<LedgerException>(() => grains.LiveAccount.ApplyFillAsync(fill));

        Assert.Equal(before.Cash, (await grains.LiveAccount.ViewAsync()).Cash);
        Assert.True((await grains.Gate.ViewAsync()).Halted);
    }

    Task<OrderView> OpenAsync(
        GrainsUnderTest grains, string key, TimeInForce timeInForce = TimeInForce.ImmediateOrCancel, MarketTicker? market = null) =>
        grains.Factory.GetGrain<IOrderGrain>($"live:{key}").OpenAsync(new OrderIntent(
            key, market ?? LiveMarket.Ticker, Side.Yes, Quantity.Parse("10.00", "test"), Price.Parse("0.4900", "test"), _time.NowTs, TimeInForce: timeInForce));

    Task<GrainsUnderTest> StartAsync() => GrainsUnderTest.StartAsync(
        _store, _record, _time, new EntryRules { MaxOpenPositions = 100, CooldownSeconds = 0 }, venue: _venue, orders: Patient);
}
