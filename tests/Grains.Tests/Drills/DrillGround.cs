using System.Security.Cryptography;
using Kalshi.Grains.Events;
using Kalshi.Grains.Orders;
using Kalshi.Grains.Risk;
using Kalshi.Grains.Tests.Hosting;
using Kalshi.Servers;
using Kalshi.Silo.Orders;
using Kalshi.Storage;
using Kalshi.Trading;
using Kalshi.Trading.Risk;
using Kalshi.Venues;
using Kalshi.VenueSimulator;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Kalshi.Grains.Tests.Drills;

/// <summary>A real PostgreSQL, a venue simulator on the real protocol, and what outlives the processes that trade there.</summary>
sealed class DrillGround : IAsyncDisposable
{
    internal const string Account = "paper";

    // A request cannot be under way on the loopback for so long: what is not listed then never arrived.
    internal static readonly OrderOptions Orders = new() { AbsenceProofSeconds = 1, QueriesMax = 1000, MaxIntentAgeSeconds = 3600 };

    // Five minutes into an hour: a generated venue has its whole ladder then.
    static readonly DateTimeOffset Origin = new(2026, 11, 21, 14, 5, 0, TimeSpan.Zero);

    readonly PostgresServer _postgres;
    readonly SimulatorHost _simulator;
    readonly NpgsqlDataSource _database;
    readonly TimeProvider _time;
    readonly KalshiOrders _orders;
    readonly KalshiRest _rest;
    readonly RSA _key = RSA.Create(2048);
    readonly Money _balance;
    readonly KalshiEndpoints _endpoints;
    readonly KalshiCredentials _credentials;

    DrillGround(PostgresServer postgres, SimulatorHost simulator, string dsn, TimeProvider time)
    {
        _postgres = postgres;
        _simulator = simulator;
        _time = time;
        _database = NpgsqlDataSource.Create(dsn);
        _endpoints = KalshiEndpoints.Parse(simulator.KalshiRest.ToString(), simulator.KalshiStream.ToString());
        _credentials = KalshiCredentials.FromPem("00000000-0000-4000-8000-00000000000a", _key.ExportPkcs8PrivateKeyPem());
        var http = new HttpClient(Wire) { Timeout = Timeout.InfiniteTimeSpan };
        // Faults answer at once: whoever is slow here is the machine.
        var patient = new KalshiRestOptions { AttemptsMax = 2, AttemptTimeout = TimeSpan.FromMinutes(1) };
        _orders = new(_endpoints, _credentials, http, patient, new WriteBudgetOptions(), time, new Random(1));
        _rest = new(_endpoints, null, http, new(), time, new Random(2));
        _balance = Money.FromSteps(1_000_000 * Money.Scale);
    }

    internal Wire Wire { get; } = new();

    internal MemoryRecord Record { get; } = new();

    /// <summary>Markets of the simulator with the side that is likely to have an ask of 85 cents or less.</summary>
    internal IReadOnlyList<(MarketTicker Market, Side Side)> Markets { get; private set; } = [];

    internal long NowTs => _time.GetUtcNow().ToUnixTimeSeconds();

    internal static async Task<DrillGround> OpenAsync()
    {
        var anchor = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        var time = new RatedTimeProvider(Origin, anchor, 1, TimeProvider.System);
        var postgres = await PostgresServer.StartAsync();
        var dsn = await postgres.CreateDatabaseAsync();
        await new Migrator(new StorageOptions { Dsn = dsn }, NullLogger<Migrator>.Instance).MigrateAsync();
        var simulator = await SimulatorHost.StartAsync(
            new SimulatorOptions { Seed = 11, Clock = time, StartingBalance = 1_000_000m, TimestampTolerance = TimeSpan.FromMinutes(5) }, CancellationToken.None);
        var ground = new DrillGround(postgres, simulator, dsn, time);
        await ground.ReadMarketsAsync();
        return ground;
    }

    /// <summary>Starts a process: the product's grains on this ground's database, record and venue.</summary>
    internal async Task<(GrainsUnderTest Grains, DrillStore Store, DrillVenue Venue)> StartProcessAsync(
        Func<IReadOnlyList<DomainEvent>, Task>? recording = null, OrderOptions? orders = null)
    {
        var store = new DrillStore(_database);
        DrillVenue? venue = null;
        var huge = new ExposureCap(Money.FromSteps(1_000_000 * Money.Scale), Quantity.FromSteps(1_000_000 * Quantity.Scale));
        var limits = new RiskLimits
        {
            Order = huge,
            Market = huge,
            Series = huge,
            Venue = huge,
            Total = huge,
            OpenPositions = 1000,
            OrdersPerMinute = 10_000,
            WorstCaseLoss = huge.Notional,
            DailyLoss = huge.Notional,
            // Drills lose answers all the time: that trading would halt for it is another test's business.
            ConsecutiveFailures = 10_000,
        };
        var grains = await GrainsUnderTest.StartAsync(
            store, Record, _time, new EntryRules { MaxOpenPositions = 1000, CooldownSeconds = 0 },
            risk: new RiskLimitGrainOptions { Defaults = limits }, orders: orders ?? Orders,
            venueOf: factory => venue = new DrillVenue(
                new KalshiVenue(_orders, new KalshiOrderGroup(_orders, factory, new KalshiVenueOptions()), new VenueClock(_time))),
            recorder: recording is null ? Record : new DrillRecord(Record, recording));
        _ = grains.Venues;
        return (grains, store, venue!);
    }

    /// <summary>The venue's news of this ground's orders, on its way to the grains of a process.</summary>
    internal (OrderNews News, KalshiPrivateFeed Feed) News(GrainsUnderTest grains)
    {
        var clock = new VenueClock(_time);
        var venues = new OrderVenues(new Dictionary<string, IOrderVenue> { [Account] = new KalshiVenue(_orders, new(_orders, grains.Factory, new()), clock) });
        var settlements = new VenueSettlements(
            grains.Factory, venues, _orders, new(), clock, TimeProvider.System, NullLogger<VenueSettlements>.Instance);
        var feed = new KalshiPrivateFeed(_endpoints, _credentials, new(), _time, new Random(3), NullLogger<KalshiFeed>.Instance);
        return (new(feed, grains.Factory, venues, settlements, NullLogger<OrderNews>.Instance), feed);
    }

    /// <summary>Somebody cancels an order at the venue itself.</summary>
    internal Task<CancelOutcome> CancelAtVenueAsync(OrderView order) => _orders.CancelAsync(order.VenueOrderId!, CancellationToken.None);

    /// <summary>An order that crosses whatever is offered up to 85 cents, deep enough to be filled in several parts.</summary>
    internal OrderIntent Intent(int market, string key) => new(
        key, Markets[market].Market, Markets[market].Side, Quantity.FromSteps(40 * Quantity.Scale), Price.Parse("0.8500", "drill"), NowTs);

    /// <summary>An order that rests deep in the book.</summary>
    internal OrderIntent Resting(int market, string key) => Intent(market, key) with
    {
        LimitPrice = Price.Parse("0.1500", "drill"),
        Side = Markets[market].Side.Opposite,
        TimeInForce = Kalshi.Trading.Orders.TimeInForce.GoodTillCancelled,
    };

    /// <summary>Resumes until nothing is open, as the silo does at its start and in between.</summary>
    internal static async Task SettleAsync(GrainsUnderTest grains)
    {
        var orders = grains.Factory.GetGrain<IOrdersGrain>(Account);
        await Eventually.TrueAsync(async () =>
        {
            await orders.ResumeAsync();
            return (await orders.OpenOrdersAsync()).All(o => o.Status is "resting" or "partially_filled")
                && (await grains.Factory.GetGrain<IReconciliationGrain>(Account).RunAsync()).Fault is null;
        }, "every order is known to its end");
    }

    /// <summary>Nothing unhedged without a record, no order twice, positions and cash as the venue has them.</summary>
    internal async Task AssertAddsUpAsync(GrainsUnderTest grains)
    {
        var stop = CancellationToken.None;
        var orders = await AnswerAsync(() => _orders.OrdersAsync(null, null, null, stop));
        var fills = await AnswerAsync(() => _orders.FillsAsync(null, null, stop));
        var positions = await AnswerAsync(() => _orders.PositionsAsync(stop));
        var balance = await AnswerAsync(() => _orders.BalanceAsync(stop));
        Assert.True(orders.IsComplete && fills.IsComplete && positions.IsComplete);

        Assert.Equal(orders.Items.Count, orders.Items.Select(o => o.ClientOrderId).Distinct().Count());
        var recorded = Record.Of<ExecutionOrder>().Select(o => o.OrderId).ToHashSet();
        Assert.All(orders.Items, o => Assert.Contains(o.ClientOrderId, recorded));
        Assert.Equal(
            fills.Items.Select(f => $"{f.FillId} {f.Count}").Order(StringComparer.Ordinal),
            Record.Of<ExecutionFill>().Select(f => $"{f.FillId} {f.Quantity}").Order(StringComparer.Ordinal));

        var account = await grains.Factory.GetGrain<IPositionGrain>(Account).ViewAsync();
        Assert.Equal(
            positions.Items.Where(p => !p.Position.IsZero).Select(p => $"{p.Ticker} {p.Position}").Order(StringComparer.Ordinal),
            account.Open.Select(p => $"{p.Market} {(p.Side == Side.Yes ? p.Quantity : -p.Quantity)}").Order(StringComparer.Ordinal));
        var held = orders.Items.Where(o => o.Status == "resting").Aggregate(Money.Zero, (sum, o) =>
            sum + ((o.Outcome == Side.Yes ? o.YesPrice : o.YesPrice.Complement) * o.Remaining).Ceiling());
        // The venue tells its balance in whole cents, rounded down.
        var ours = (_balance + account.Cash - held).Steps;
        Assert.Equal(balance.AvailableCents, ours / 100);

        var view = await ReconcileAsync(grains);
        Assert.Equal("green", view.State);
        Assert.Empty(Record.Of<ReconciliationFinding>());
    }

    /// <summary>On a busy machine the venue may not answer in time: then nothing is known yet.</summary>
    static async Task<T> AnswerAsync<T>(Func<Task<T>> ask)
        where T : notnull
    {
        T? answer = default;
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                answer = await ask();
                return true;
            }
            catch (KalshiRestException e) when (e.Fault is not (RestFault.AuthError or RestFault.InvalidPayload))
            {
                return false;
            }
        }, "the venue answers");
        return answer!;
    }

    static async Task<ReconciliationView> ReconcileAsync(GrainsUnderTest grains)
    {
        ReconciliationView? view = null;
        await Eventually.TrueAsync(
            async () => (view = await grains.Factory.GetGrain<IReconciliationGrain>(Account).RunAsync()).Fault is null, "the venue is read whole");
        return view!;
    }

    /// <summary>Orders at the venue under one client order id.</summary>
    internal async Task<int> CountAtVenueAsync(string orderId) =>
        (await AnswerAsync(() => _orders.OrdersAsync(null, null, null, CancellationToken.None))).Items.Count(o => o.ClientOrderId == orderId);

    internal async Task<IReadOnlyList<OrderGroup>> OrderGroupsAsync() => (await _orders.OrderGroupsAsync(CancellationToken.None)).Items;

    /// <summary>As the venue does when too much fills at once.</summary>
    internal async Task TriggerGroupsAsync()
    {
        foreach (var group in await OrderGroupsAsync())
            Assert.Null(await _orders.TriggerOrderGroupAsync(group.Id, CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        await _simulator.DisposeAsync();
        await _database.DisposeAsync();
        await _postgres.DisposeAsync();
        _orders.Dispose();
        _rest.Dispose();
        _key.Dispose();
    }

    async Task ReadMarketsAsync()
    {
        var listing = await _rest.MarketsAsync("KXBTCD", MarketFilter.Open, CancellationToken.None);
        var ladder = listing.Items.Where(m => m is { Status: "active", Lower: not null }).OrderBy(m => m.Lower).ToArray();
        // A strike above the middle is unlikely to be passed: its YES is the cheap side.
        Markets = [.. ladder.Select((m, i) => (m.Ticker, i >= ladder.Length / 2 ? Side.Yes : Side.No))];
        foreach (var market in ladder)
        {
            Record.Append(new MarketLifecycle(market.Ticker, NowTs, market.Status, market.CloseTs, null, null, null));
            Record.Append(new ContractUpdate(
                market.Ticker, NowTs, market.Lower, market.Upper, "greater", market.CloseTs, null, null, null, null, market.PriceLevelStructure));
        }
    }
}
