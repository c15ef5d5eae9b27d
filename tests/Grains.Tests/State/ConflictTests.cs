using Kalshi.Grains.Edges;
using Kalshi.Grains.Events;
using Kalshi.Grains.Orders;
using Kalshi.Grains.State;
using Kalshi.Grains.Tests.Hosting;
using Kalshi.Grains.Tests.Orders;
using Kalshi.Trading;
using Kalshi.Trading.Edges;
using Kalshi.Trading.Orders;
using Kalshi.Trading.Volatility;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Kalshi.Grains.Tests.State;

/// <summary>Somebody else has written a grain's row: a second activation of it, or its own write of which no word came back.</summary>
public sealed class ConflictTests
{
    const long StartTs = 1_800_000_000;
    const string Product = "BTC-USD";

    /// <summary>For each state, a call that writes it; the number makes one call another than the one before.</summary>
    static readonly Dictionary<string, Func<ConflictTests, GrainsUnderTest, int, Task>> Writes = new()
    {
        ["gate"] = (_, grains, n) => grains.Gate.ReleaseAsync("ada", $"{n}"),
        ["opportunity"] = (_, grains, n) => grains.Factory.GetGrain<IOpportunityGrain>(Product).DecideAsync(StartTs + n, []),
        ["positions"] = (_, grains, n) => grains.LiveAccount.ReserveAsync($"live:{n}", Intent(n)),
        ["risk"] = (_, grains, n) => grains.Factory.GetGrain<IRiskLimitGrain>("live").ReserveAsync($"live:{n}", Intent(n), reducesExposure: false),
        ["order"] = (test, grains, n) => n == 1 ? test.OpenUnknownAsync(grains) : Order(grains).RefreshAsync(),
        ["order_group"] = async (_, grains, n) =>
        {
            var group = grains.Factory.GetGrain<IOrderGroupGrain>("kalshi");
            await group.EndAsync(await group.BeginAsync($"group-{n}"));
        },
        ["paper_order"] = (_, grains, n) => n == 1
            ? PaperOrder(grains).PlaceAsync(Intent(1) with { LimitPrice = Price.Parse("0.1000", "test"), TimeInForce = TimeInForce.GoodTillCancelled })
            : (Task)PaperOrder(grains).DecreaseAsync(Quantity.Parse($"{10 - n}.00", "test")),
        ["universe"] = (_, grains, n) => grains.Factory.GetGrain<IUniverseGrain>(Product).ListAsync(Ticker(n), null),
        ["reconciliation"] = (_, grains, _) => grains.LiveBooks.RunAsync(),
        ["bus_stream"] = (test, grains, n) =>
        {
            LiveMarket.Record(test._record, StartTs + n);
            return grains.Factory.GetGrain<IBusStreamGrain>(StreamNamespaces.BusStream).NoteAsync();
        },
    };

    readonly MemoryStore _store = new();
    readonly MemoryRecord _record = new();
    readonly SettableTime _time = new(StartTs);
    readonly ScriptedOrderVenue _venue = new();

    public ConflictTests() => LiveMarket.Record(_record, StartTs);

    public static TheoryData<string> States => [.. Writes.Keys];

    [Theory, MemberData(nameof(States))]
    public async Task A_call_whose_write_is_refused_fails_and_the_next_one_goes_on_from_what_is_stored(string state)
    {
        await using var grains = await StartAsync();
        await Writes[state](this, grains, 1);

        _store.Usurped = state;
        await Assert.ThrowsAsync<InconsistentStateException>(() => Writes[state](this, grains, 2));

        var written = 0;
        _store.Written = (name, _) => written += name == state ? 1 : 0;
        await Writes[state](this, grains, 3);
        Assert.NotEqual(0, written);
    }

    [Fact]
    public async Task Edges_are_computed_whoever_has_written_what_they_remember()
    {
        for (var i = 0; i < 120; i++)
            _record.Append(Tick(StartTs - 600 + 5 * i, 95_000 + i * i % 37));
        await using var grains = await StartAsync();
        var edges = grains.Factory.GetGrain<IEdgeGrain>(Product);
        await edges.EnsureRunningAsync();
        await UntilWrittenAsync("edge");

        _store.Usurped = "edge";
        await UntilWrittenAsync("edge");

        Assert.Null(_store.Usurped);
        Assert.DoesNotContain("tick_failed", (await edges.LatestAsync()).Error ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("market")]
    [InlineData("spot")]
    public async Task A_checkpoint_is_written_over_what_somebody_else_has_stored(string state)
    {
        await using var grains = await StartAsync(checkpoints: TimeSpan.FromMilliseconds(20));
        _store.Usurped = state;

        await WakeAsync(grains);

        await UntilWrittenAsync(state);
        Assert.Null(_store.Usurped);
    }

    [Theory]
    [InlineData("market")]
    [InlineData("spot")]
    public async Task So_is_the_last_one_of_an_activation(string state)
    {
        var written = 0;
        await using (var grains = await StartAsync())
        {
            await WakeAsync(grains);
            _store.Usurped = state;
            _store.Written = (name, _) => written += name == state ? 1 : 0;
        }

        Assert.Equal(1, written);
        Assert.Null(_store.Usurped);
    }

    [Fact]
    public async Task An_order_that_asks_by_itself_and_is_refused_goes_on_with_the_next_call()
    {
        var soon = TimeSpan.FromMilliseconds(20);
        await using var grains = await StartAsync(new OrderOptions { QueryWait = soon, QueryWaitMax = soon });
        _store.Written = (name, _) =>
        {
            // Sent, and its outcome unknown: the next to write is its own timer.
            if (name == "order" && _venue.Placed.Count > 0)
                _store.Usurped = "order";
        };
        await OpenUnknownAsync(grains);
        await Eventually.TrueAsync(() => Task.FromResult(_venue.Placed.Count > 0 && _store.Usurped is null), "the timer's write was refused");
        _store.Written = null;

        Assert.Equal("unknown", (await Order(grains).RefreshAsync())!.Status);
    }

    [Theory]
    [InlineData("halt")]
    [InlineData("pause")]
    [InlineData("cause")]
    public async Task What_closes_the_gate_closes_it_whoever_has_written_its_row(string how)
    {
        await using var grains = await StartAsync();
        await grains.Gate.RaiseAsync(GateCauses.Unknown("live:x", "asked often"));
        _store.Usurped = "gate";

        await (how switch
        {
            "halt" => grains.Gate.HaltAsync("ada", "drill"),
            "pause" => grains.Gate.PauseAsync("ada", "drill"),
            _ => grains.Gate.RaiseAsync(GateCauses.Loss("drill")),
        });

        Assert.Null(_store.Usurped);
        var mode = how == "pause" ? GateMode.Reducing : GateMode.Halted;
        Assert.Equal((mode, 2), ((await grains.Gate.ViewAsync()).Mode, (await grains.Gate.ViewAsync()).Reasons.Count));
        grains.Abandon();
        await using var next = await StartAsync();
        Assert.Equal((mode, 2), ((await next.Gate.ViewAsync()).Mode, (await next.Gate.ViewAsync()).Reasons.Count));
    }

    static MarketTicker Ticker(int n) => MarketTicker.Parse($"KXBTCD-26NOV2117-T{n}", "test");

    static OrderIntent Intent(int n) => new(
        $"opportunity_decision:v1:{n}", n == 1 ? LiveMarket.Ticker : Ticker(n), Side.Yes, Quantity.Parse("10.00", "test"), Price.Parse("0.4900", "test"), StartTs);

    static SpotTick Tick(long ts, int dollars) =>
        new(Product, ts, SpotPrice.Parse($"{dollars}", "test"), null, null, null, null, null, ts * 1000);

    static IOrderGrain Order(GrainsUnderTest grains) => grains.Factory.GetGrain<IOrderGrain>("live:1");

    static IPaperOrderGrain PaperOrder(GrainsUnderTest grains) => grains.Factory.GetGrain<IPaperOrderGrain>("paper:1");

    /// <summary>Both hot grains, each with an event that it has not stored.</summary>
    async Task WakeAsync(GrainsUnderTest grains)
    {
        _record.Append(Tick(StartTs, 95_000));
        await grains.Factory.GetGrain<IMarketGrain>(LiveMarket.Ticker.Value).ViewAsync();
        await grains.Factory.GetGrain<ISpotGrain>(Product).ViewAsync(0);
    }

    /// <summary>The venue has never heard of it, and does not answer questions.</summary>
    async Task OpenUnknownAsync(GrainsUnderTest grains)
    {
        await grains.LiveBooks.RunAsync();
        _venue.Placements.Enqueue(Placement.RequestLost);
        _venue.IsDeaf = true;
        Assert.Equal("unknown", (await Order(grains).OpenAsync(Intent(1))).Status);
    }

    /// <summary>Time goes on until the state is written once more.</summary>
    Task UntilWrittenAsync(string state)
    {
        var writes = 0;
        _store.Written = (name, _) => Interlocked.Add(ref writes, name == state ? 1 : 0);
        return Eventually.TrueAsync(
            () =>
            {
                _time.Skip(1);
                return Task.FromResult(Volatile.Read(ref writes) > 0);
            },
            $"{state} is written");
    }

    Task<GrainsUnderTest> StartAsync(OrderOptions? orders = null, TimeSpan? checkpoints = null) => GrainsUnderTest.StartAsync(
        _store, _record, _time, new EntryRules { CooldownSeconds = 0, MaxOpenPositions = 5 }, Edges, venue: _venue,
        orders: orders ?? new OrderOptions { QueryWait = TimeSpan.FromHours(1), QueryWaitMax = TimeSpan.FromHours(1) },
        more: services => services.AddSingleton(new HotStateOptions { CheckpointInterval = checkpoints ?? TimeSpan.FromHours(1) }));

    // A short memory, of which each second that passes takes something away: every tick has another volatility to remember.
    static EdgeGrainOptions Edges => new()
    {
        Interval = TimeSpan.FromMilliseconds(20),
        Parameters = new EdgeParameters { Sigma = new SigmaParameters { LookbackSeconds = 600, MinLookbackSeconds = 60, EwmaLambda = 0.999 } },
    };
}
