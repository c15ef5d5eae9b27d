using Kalshi.Grains.Events;
using Kalshi.Grains.Orders;
using Kalshi.Grains.Tests.Hosting;
using Kalshi.Trading;
using Kalshi.Trading.Orders;

namespace Kalshi.Grains.Tests.Orders;

/// <summary>Orders at a venue with its own mind: what is not known stays unknown until the venue tells.</summary>
public sealed class LiveOrderTests
{
    const long StartTs = 1_800_000_000;

    // Nobody asks by itself here: tests say when.
    static readonly OrderOptions Patient = new() { QueryWait = TimeSpan.FromHours(1), QueryWaitMax = TimeSpan.FromHours(1) };

    readonly MemoryStore _store = new();
    readonly MemoryRecord _record = new();
    readonly SettableTime _time = new(StartTs);
    readonly ScriptedOrderVenue _venue = new();

    public LiveOrderTests() => LiveMarket.Record(_record, StartTs);

    [Fact]
    public async Task The_intent_is_stored_and_on_the_record_before_the_venue_hears_of_it()
    {
        var before = new List<string>();
        var stored = new List<string>();
        _store.Written = (name, grain) => stored.Add($"{name} {grain}");
        _venue.Placing = order =>
        {
            before.AddRange(_record.Of<ExecutionOrder>().Select(e => $"{e.OrderId} {e.Status}"));
            before.AddRange(stored.Where(s => s.StartsWith("order ", StringComparison.Ordinal)).Select(_ => "stored"));
            return Task.CompletedTask;
        };
        await using var grains = await StartAsync();

        await OpenAsync(grains, Intent());

        Assert.Equal(["live:a pending", "stored", "stored"], before);
    }

    [Fact]
    public async Task A_take_is_filled_booked_and_ended_with_the_venues_fee()
    {
        await using var grains = await StartAsync();

        var order = await OpenAsync(grains, Intent());

        Assert.Equal(("filled", true, "v-1"), (order.Status, order.Done, order.VenueOrderId));
        Assert.Equal(["pending", "filled"], _record.Of<ExecutionOrder>().Select(e => e.Status));
        var account = await grains.LiveAccount.ViewAsync();
        Assert.Equal(("-4.9175", 0), (account.Cash.ToString(), account.PendingOrders));
    }

    [Fact]
    public async Task An_answer_that_is_lost_leaves_the_order_unknown_and_the_venue_tells_later()
    {
        _venue.Placements.Enqueue(Placement.AnswerLost);
        await using var grains = await StartAsync();

        var order = await OpenAsync(grains, Intent());
        Assert.Equal(("unknown", false), (order.Status, order.Done));
        Assert.Equal(1, (await grains.LiveAccount.ViewAsync()).PendingOrders);

        order = (await Order(grains).RefreshAsync())!;
        Assert.Equal(("filled", true), (order.Status, order.Done));
        Assert.Single(_venue.Placed);
    }

    [Fact]
    public async Task A_request_that_is_lost_is_never_sent_again_and_proven_absent_only_when_no_copy_can_be_under_way()
    {
        _venue.Placements.Enqueue(Placement.RequestLost);
        await using var grains = await StartAsync();
        await OpenAsync(grains, Intent());

        _time.Skip(Patient.AbsenceProofSeconds - 1);
        Assert.Equal("unknown", (await Order(grains).RefreshAsync())!.Status);
        Assert.Equal("unknown", (await OpenAsync(grains, Intent() with { DecidedTs = StartTs })).Status);

        _time.Skip(1);
        var order = (await Order(grains).RefreshAsync())!;
        Assert.Equal(("rejected", true), (order.Status, order.Done));
        Assert.Single(_venue.Placed);
        Assert.Equal(0, (await grains.LiveAccount.ViewAsync()).PendingOrders);
    }

    [Fact]
    public async Task An_order_that_stays_unknown_closes_the_gate_for_entries_until_the_venue_tells()
    {
        _venue.Placements.Enqueue(Placement.AnswerLost);
        await using var grains = await StartAsync(Patient with { QueriesMax = 3 });
        await OpenAsync(grains, Intent());
        _venue.IsDeaf = true;
        for (var i = 0; i < 3; i++)
            await Order(grains).RefreshAsync();

        var gate = await grains.Gate.ViewAsync();
        Assert.Equal((GateMode.Reducing, "unknown_order:live:a"), (gate.Mode, Assert.Single(gate.Reasons).Code));

        _venue.IsDeaf = false;
        await Order(grains).RefreshAsync();
        Assert.Equal(GateMode.Active, (await grains.Gate.ViewAsync()).Mode);
    }

    [Fact]
    public async Task An_order_asks_by_itself_what_became_of_it()
    {
        _venue.Placements.Enqueue(Placement.AnswerLost);
        await using var grains = await StartAsync(new OrderOptions { QueryWait = TimeSpan.FromMilliseconds(1) });
        await OpenAsync(grains, Intent());

        await Eventually.TrueAsync(async () => (await Order(grains).ViewAsync())!.Done, "the order finds out that it was filled");
        Assert.Single(_venue.Placed);
    }

    [Theory]
    [InlineData(Placement.Refused, "rejected")]
    [InlineData(Placement.NotSent, "denied")]
    public async Task A_refusal_ends_the_order_and_gives_its_room_back(Placement placement, string status)
    {
        _venue.Placements.Enqueue(placement);
        await using var grains = await StartAsync();

        var order = await OpenAsync(grains, Intent());

        Assert.Equal((status, true), (order.Status, order.Done));
        Assert.Equal(0, (await grains.LiveAccount.ViewAsync()).PendingOrders);
        Assert.Equal(0, (await grains.Factory.GetGrain<IRiskLimitGrain>("live").ViewAsync()).OpenOrders);
    }

    [Fact]
    public async Task A_resting_order_is_booked_fill_by_fill_each_once()
    {
        await using var grains = await StartAsync();
        await RestAsync(grains);

        _venue.Fill("live:a", "4.00");
        var order = (await Order(grains).RefreshAsync())!;
        Assert.Equal(("partially_filled", "4.00", "6.00"), (order.Status, order.Filled.ToString(), order.Open.ToString()));
        await Order(grains).RefreshAsync();
        _venue.Fill("live:a", "6.00");
        order = (await Order(grains).RefreshAsync())!;

        Assert.Equal(("filled", true), (order.Status, order.Done));
        Assert.Equal(["4.00", "6.00"], _record.Of<ExecutionFill>().Select(f => f.Quantity.ToString()));
        var account = await grains.LiveAccount.ViewAsync();
        Assert.Equal((2, "10.00"), (account.Fills, Assert.Single(account.Open).Quantity.ToString()));
    }

    [Fact]
    public async Task A_cancel_that_comes_too_late_finds_the_fill()
    {
        await using var grains = await StartAsync();
        await RestAsync(grains);
        _venue.Fill("live:a", "10.00");

        var order = (await Order(grains).CancelAsync("ada", "drill"))!;

        Assert.Equal(("filled", true), (order.Status, order.Done));
        Assert.Equal("10.00", Assert.Single((await grains.LiveAccount.ViewAsync()).Open).Quantity.ToString());
    }

    [Fact]
    public async Task A_cancel_that_is_not_answered_is_sent_again_until_it_is()
    {
        await using var grains = await StartAsync();
        await RestAsync(grains);
        _venue.IsDeaf = true;
        Assert.False((await Order(grains).CancelAsync("ada", "drill"))!.Done);

        _venue.IsDeaf = false;
        var order = (await Order(grains).RefreshAsync())!;

        Assert.Equal(("cancelled", true, "ada: drill"), (order.Status, order.Done, order.CancelReason));
        Assert.Equal(VenueOrderStatus.Cancelled, _venue.StatusOf("live:a"));
    }

    [Fact]
    public async Task A_resting_order_can_be_made_smaller_and_not_larger()
    {
        await using var grains = await StartAsync();
        await RestAsync(grains);
        _venue.Fill("live:a", "2.00");
        await Order(grains).RefreshAsync();

        var order = await Order(grains).DecreaseAsync("ada", "less risk", Contracts("5.00"));

        Assert.Equal("3.00", order.Open.ToString());
        await Assert.ThrowsAsync<InvalidOperationException>(() => Order(grains).DecreaseAsync("ada", "more", Contracts("6.00")));
    }

    [Fact]
    public async Task Two_processes_that_both_believe_to_own_an_order_send_it_once()
    {
        var filled = 0;
        for (var i = 0; i < 20 || (filled == 0 && i < 60); i++)
        {
            var (key, market) = ($"race-{i}", MarketTicker.Parse($"KXBTCD-R{i}", "test"));
            LiveMarket.Record(_record, StartTs, market);
            await using var one = await StartAsync();
            await using var other = await StartAsync();
            var intent = Intent() with { Market = market };
            await Task.WhenAll(Try(() => OpenAsync(one, intent, key)), Try(() => OpenAsync(other, intent, key)));

            Assert.True(_venue.Placed.Count(id => id == $"live:{key}") <= 1, $"{key} was sent twice");
            await using var next = await StartAsync();
            var order = await Try(() => OpenAsync(next, intent, key));
            // A process that has not been reconciled yet denies, which is an end too; nothing was sent then.
            Assert.True(order is { Status: "filled" } or { Status: "denied", Reason: "reconciliation_not_green" }, $"round {i}: {order}");
            Assert.Equal(order.Status == "filled" ? 1 : 0, _venue.Placed.Count(id => id == $"live:{key}"));
            filled += order.Status == "filled" ? 1 : 0;
        }
        Assert.NotEqual(0, filled);

        static async Task<OrderView?> Try(Func<Task<OrderView>> open)
        {
            try
            {
                return await open();
            }
            catch (Exception)
            {
                return null;
            }
        }
    }

    [Fact]
    public async Task An_order_exists_with_one_intent_only()
    {
        await using var grains = await StartAsync();
        await OpenAsync(grains, Intent());

        await Assert.ThrowsAsync<ArgumentException>(() => OpenAsync(grains, Intent() with { Quantity = Contracts("11.00") }));
    }

    [Fact]
    public async Task What_the_venue_cannot_take_is_denied_before_it_hears_of_it()
    {
        await using var grains = await StartAsync();

        Assert.Equal("price_off_grid", (await OpenAsync(grains, Intent() with { LimitPrice = Price.Parse("0.5050", "test") }, "grid")).Reason);
        Assert.Equal("intent_expired", (await OpenAsync(grains, Intent() with { DecidedTs = StartTs - 11 }, "old")).Reason);
        Assert.Equal("market_not_active", (await OpenAsync(grains, Intent() with { Market = MarketTicker.Parse("KXBTCD-T1", "test") }, "none")).Reason);
        Assert.Empty(_venue.Placed);
    }

    [Fact]
    public async Task No_entry_goes_out_before_the_books_were_compared_with_the_venues()
    {
        await using var grains = await GrainsUnderTest.StartAsync(_store, _record, _time, new EntryRules { CooldownSeconds = 0 }, venue: _venue, orders: Patient);

        Assert.Equal("reconciliation_not_green", (await OpenAsync(grains, Intent())).Reason);
    }

    [Fact]
    public async Task An_exit_sells_no_more_than_is_held_and_realises_the_profit_of_what_it_sold()
    {
        await using var grains = await StartAsync();
        await OpenAsync(grains, Intent());
        var exit = Intent() with { OpportunityKey = "exit", Effect = OrderEffect.Close, LimitPrice = Price.Parse("0.6000", "test") };

        Assert.Equal("reduce_only_exceeds_position", (await OpenAsync(grains, exit with { Quantity = Contracts("10.01") }, "too-much")).Reason);
        Assert.Equal("exit_rests", (await OpenAsync(grains, exit with { TimeInForce = TimeInForce.GoodTillCancelled }, "rests")).Reason);
        Assert.Equal("filled", (await OpenAsync(grains, exit with { Quantity = Contracts("4.00") }, "some")).Status);

        var account = await grains.LiveAccount.ViewAsync();
        var left = Assert.Single(account.Open);
        // Bought 10 at 0.49 with a fee of 0.0175, sold 4 at 0.60 with one more: 2.40 - 0.0175 - (4.90 + 0.0175) * 4 / 10.
        Assert.Equal(("6.00", "2.9400", "0.0105"), (left.Quantity.ToString(), left.Cost.ToString(), left.Fees.ToString()));
        Assert.Equal(("0.4155", "-2.5350"), (account.RealizedPnl.ToString(), account.Cash.ToString()));
    }

    [Fact]
    public async Task A_fee_that_is_not_what_we_calculate_is_found_and_reported()
    {
        _venue.Fee = Money.Parse("0.2500", "test");
        await using var grains = await StartAsync();

        await OpenAsync(grains, Intent());

        var finding = Assert.Single(_record.Of<ReconciliationFinding>());
        Assert.Equal(("fee", "0.1750", "0.2500"), (finding.Kind, finding.Ours, finding.Venues));
    }

    [Fact]
    public async Task An_order_whose_record_went_away_after_sending_is_finished_by_the_next_call()
    {
        await using var grains = await StartAsync();
        _venue.Placing = _ =>
        {
            _record.Outage = new IOException("no bus");
            return Task.CompletedTask;
        };
        await Assert.ThrowsAsync<EventNotRecordedException>(() => OpenAsync(grains, Intent()));

        _record.Outage = null;
        var order = (await Order(grains).RefreshAsync())!;

        Assert.Equal(("filled", true), (order.Status, order.Done));
        Assert.Single(_venue.Placed);
        Assert.Single(_record.Of<ExecutionFill>());
    }

    [Fact]
    public async Task An_order_whose_record_is_away_before_sending_is_not_sent()
    {
        await using var grains = await StartAsync();
        _record.Outage = new IOException("no bus");

        await Assert.ThrowsAnyAsync<Exception>(() => OpenAsync(grains, Intent()));

        Assert.Empty(_venue.Placed);
    }

    internal static Quantity Contracts(string text) => Quantity.Parse(text, "test");

    OrderIntent Intent() => new(
        "opportunity_decision:v1:0", LiveMarket.Ticker, Side.Yes, Contracts("10.00"), Price.Parse("0.4900", "test"), _time.NowTs);

    static IOrderGrain Order(GrainsUnderTest grains, string key = "a") => grains.Factory.GetGrain<IOrderGrain>($"live:{key}");

    static Task<OrderView> OpenAsync(GrainsUnderTest grains, OrderIntent intent, string key = "a") => Order(grains, key).OpenAsync(intent);

    async Task RestAsync(GrainsUnderTest grains)
    {
        _venue.FillsAtOnce = Quantity.Zero;
        var order = await OpenAsync(grains, Intent() with { TimeInForce = TimeInForce.GoodTillCancelled });
        Assert.Equal("resting", order.Status);
    }

    async Task<GrainsUnderTest> StartAsync(OrderOptions? options = null)
    {
        var grains = await GrainsUnderTest.StartAsync(
            _store, _record, _time, new EntryRules { MaxOpenPositions = 100, CooldownSeconds = 0 }, venue: _venue, orders: options ?? Patient);
        await grains.LiveBooks.RunAsync();
        return grains;
    }
}
