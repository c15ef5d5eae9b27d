using Kalshi.Grains.Events;
using Kalshi.Grains.Orders;
using Kalshi.Grains.Risk;
using Kalshi.Grains.Tests.Hosting;
using Kalshi.Trading;
using Kalshi.Trading.Orders;
using Kalshi.Trading.Risk;

namespace Kalshi.Grains.Tests.Orders;

/// <summary>Paper orders on the live book, through the same order grain as any other.</summary>
public sealed class BookPaperVenueTests
{
    const long StartTs = 1_800_000_000;

    static readonly MarketTicker Other = MarketTicker.Parse("KXBTCD-26NOV2117-T96249.99", "test");

    readonly MemoryStore _store = new();
    readonly MemoryRecord _record = new();
    readonly SettableTime _time = new(StartTs);
    BookPaperVenue? _venue;

    public BookPaperVenueTests() => LiveMarket.Record(_record, StartTs);

    [Fact]
    public async Task A_taker_fills_against_displayed_depth_and_the_rest_is_cancelled()
    {
        await using var grains = await StartAsync();

        var order = await OpenAsync(grains, Intent("0.5200", "150.00"));

        // 100 NO are bid at 0.49, so 100 YES are asked at 0.51.
        Assert.Equal(("cancelled", "100.00", true), (order.Status, order.Filled.ToString(), order.Done));
        var fill = Assert.Single(_record.Of<ExecutionFill>());
        Assert.Equal(("0.5100", "1.7493"), (fill.Price.ToString(), fill.Fee.ToString()));
        Assert.True(fill.Paper);
    }

    [Fact]
    public async Task An_order_that_rests_waits_for_the_book_and_can_be_cancelled()
    {
        await using var grains = await StartAsync();
        var order = await OpenAsync(grains, Intent("0.4800", "10.00") with { TimeInForce = TimeInForce.GoodTillCancelled });
        Assert.Equal("resting", order.Status);

        Assert.Empty(await _venue!.LookAsync());
        order = (await Order(grains).CancelAsync("ada", "drill"))!;

        Assert.Equal(("cancelled", true), (order.Status, order.Done));
        Assert.Empty((await grains.Account.ViewAsync()).Open);
    }

    [Fact]
    public async Task An_order_that_would_cross_although_it_must_not_take_is_refused()
    {
        await using var grains = await StartAsync();

        var order = await OpenAsync(grains, Intent("0.5200", "10.00") with { TimeInForce = TimeInForce.GoodTillCancelled, PostOnly = true });

        Assert.Equal(("rejected", "post_only_cross"), (order.Status, order.Reason));
    }

    [Fact]
    public async Task An_order_that_rests_survives_its_process_and_fills_in_the_next()
    {
        await using (var grains = await StartAsync())
            await OpenAsync(grains, Intent("0.4800", "10.00") with { TimeInForce = TimeInForce.GoodTillCancelled });
        // Somebody sells through its price: 4 NO are bid at 0.53, so 4 YES are asked at 0.47.
        _record.Append(LiveMarket.Book(StartTs + 1, sequence: 2, yesBid: "0.4600", noBid: "0.5300", noSize: "4.00"));

        await using (var grains = await StartAsync())
        {
            await grains.Factory.GetGrain<IOrdersGrain>("paper").ResumeAsync();
            Assert.Equal("resting", (await Order(grains).ViewAsync())!.Status);

            Assert.Equal(["paper:book"], await _venue!.LookAsync());
            var order = (await Order(grains).RefreshAsync())!;

            Assert.Equal(("partially_filled", "4.00"), (order.Status, order.Filled.ToString()));
            Assert.Equal("0.4800", Assert.Single(_record.Of<ExecutionFill>()).Price.ToString());
        }
    }

    [Fact]
    public async Task An_order_that_rested_when_its_process_ended_can_be_cancelled_and_expires_in_the_next()
    {
        await using (var grains = await StartAsync())
        {
            await OpenAsync(grains, Intent("0.4800", "10.00") with { TimeInForce = TimeInForce.GoodTillCancelled, ExpirationTs = StartTs + 60 });
            LiveMarket.Record(_record, StartTs, Other);
            await Order(grains, "other").OpenAsync(Intent("0.4700", "10.00") with { OpportunityKey = "other", Market = Other, TimeInForce = TimeInForce.GoodTillCancelled });
        }
        _time.Skip(60);

        await using (var grains = await StartAsync())
        {
            Assert.Equal(["paper:book"], await _venue!.LookAsync());
            var expired = (await Order(grains).RefreshAsync())!;
            Assert.Equal(("cancelled", true), (expired.Status, expired.Done));
            Assert.Equal("paper:other", Assert.Single((await _venue.TruthAsync(0, CancellationToken.None)).Orders).ClientOrderId);

            var result = await grains.Factory.GetGrain<IOrdersGrain>("paper").CancelAllAsync("ada", "drill", GateScope.Global);
            Assert.True(result.Flat, result.ToString());
            Assert.Empty((await _venue.TruthAsync(0, CancellationToken.None)).Orders);
            Assert.Equal(0, (await grains.Account.ViewAsync()).PendingOrders);
        }
    }

    [Fact]
    public async Task A_fill_that_a_crash_kept_from_the_order_is_booked_once_by_the_next_process()
    {
        await using (var grains = await StartAsync())
        {
            _record.Recorded = e => _record.Outage = e is ExecutionOrder { Status: "pending" } ? new IOException("no bus") : _record.Outage;
            await Assert.ThrowsAnyAsync<Exception>(() => OpenAsync(grains, Intent("0.5200", "10.00")));
        }
        _record.Recorded = null;
        _record.Outage = null;

        await using (var grains = await StartAsync())
        {
            await grains.Factory.GetGrain<IOrdersGrain>("paper").ResumeAsync();
            await Order(grains).RefreshAsync();

            var fill = Assert.Single(_record.Of<ExecutionFill>());
            Assert.Equal(("0.5100", "10.00"), (fill.Price.ToString(), fill.Quantity.ToString()));
            Assert.Equal((1L, 0), ((await grains.Account.ViewAsync()).Fills, (await grains.Account.ViewAsync()).PendingOrders));
        }
    }

    OrderIntent Intent(string price, string quantity) => new(
        "book", LiveMarket.Ticker, Side.Yes, Quantity.Parse(quantity, "test"), Price.Parse(price, "test"), _time.NowTs);

    static IOrderGrain Order(GrainsUnderTest grains, string key = "book") => grains.Factory.GetGrain<IOrderGrain>($"paper:{key}");

    static Task<OrderView> OpenAsync(GrainsUnderTest grains, OrderIntent intent) => Order(grains).OpenAsync(intent);

    async Task<GrainsUnderTest> StartAsync()
    {
        var grains = await GrainsUnderTest.StartAsync(
            _store, _record, _time, new EntryRules { CooldownSeconds = 0, MaxOpenPositions = 10 },
            risk: new RiskLimitGrainOptions
            {
                Defaults = new RiskLimits { Order = new ExposureCap(Money.Parse("1000.0000", "test"), Quantity.Parse("1000.00", "test")) },
            },
            venueOf: factory => _venue = new BookPaperVenue(factory, new PaperFillOptions { Latency = TimeSpan.FromMilliseconds(1) }, new VenueClock(_time)));
        await grains.Factory.GetGrain<IReconciliationGrain>("paper").RunAsync();
        return grains;
    }
}
