using System.Globalization;
using Kalshi.Grains.Events;
using Kalshi.Trading;
using Kalshi.Trading.Risk;

namespace Kalshi.Storage.Tests;

[Collection(PostgresCollection.Name)]
public sealed class ProjectionTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 10)]
    [InlineData(4, 64)]
    [InlineData(5, 1000)]
    [InlineData(6, 1000)]
    [InlineData(7, 17)]
    [InlineData(8, 250)]
    public async Task Shuffled_and_duplicated_events_in_batches_of_any_size_give_the_state_of_a_naive_model(int seed, int batchEvents)
    {
        var random = new Random(seed);
        var events = Enumerable.Range(0, batchEvents == 1 ? 60 : 500).Select(i => Any(random, i)).ToList();
        events.AddRange(events.Where(_ => random.Next(5) == 0).ToArray());
        var shuffled = events.ToArray();
        random.Shuffle(shuffled);

        var dsn = await postgres.MigratedDatabaseAsync();
        await using var bus = new WriterHarness(dsn)
        {
            Options = new() { Dsn = dsn, BatchEvents = batchEvents, BatchWindow = TimeSpan.FromMilliseconds(5) },
        };
        var naive = new NaiveState();
        foreach (var envelope in shuffled)
        {
            naive.Apply(envelope);
            bus.Publish(envelope);
        }
        await WriterHarness.DrainAsync(await bus.StartAsync());

        Assert.Equal(naive.Lines().Order(), (await NaiveState.LinesOfAsync(bus.Database)).Order());
    }

    [Fact]
    public async Task An_older_event_does_not_undo_a_newer_one()
    {
        await using var bus = new WriterHarness(await postgres.MigratedDatabaseAsync());
        var writer = await bus.StartAsync();

        foreach (var (bid, ts) in new[] { ("0.4000", 10), ("0.4200", 12), ("0.4100", 11) })
        {
            bus.Publish(Samples.Quote("KXBTC-A", Samples.Noon + ts, bid), $"quote_update:v1:{bid}");
            await WriterHarness.DrainAsync(writer);
        }

        Assert.Equal(0.42m, await bus.Database.ScalarAsync<decimal>("SELECT yes_bid FROM event_store.state_quote_latest"));
        Assert.Equal(3, await bus.StoredAsync());
    }

    [Theory]
    [InlineData("quote_update:v1:a", "quote_update:v1:b", 0.41)]
    [InlineData("quote_update:v1:b", "quote_update:v1:a", 0.40)]
    public async Task At_the_same_time_the_greater_key_stands(string firstKey, string secondKey, double bid)
    {
        await using var bus = new WriterHarness(await postgres.MigratedDatabaseAsync());
        bus.Publish(Samples.Quote("KXBTC-A", Samples.Noon, "0.4000"), firstKey);
        bus.Publish(Samples.Quote("KXBTC-A", Samples.Noon, "0.4100"), secondKey);

        await WriterHarness.DrainAsync(await bus.StartAsync());

        Assert.Equal((decimal)bid, await bus.Database.ScalarAsync<decimal>("SELECT yes_bid FROM event_store.state_quote_latest"));
    }

    [Fact]
    public async Task Within_a_second_the_venues_milliseconds_decide_but_not_when_they_contradict_the_second()
    {
        await using var bus = new WriterHarness(await postgres.MigratedDatabaseAsync());
        bus.Publish(Samples.Quote("KXBTC-A", Samples.Noon, "0.4100", Samples.Noon * 1000 + 900), "quote_update:v1:a");
        bus.Publish(Samples.Quote("KXBTC-A", Samples.Noon, "0.4000", Samples.Noon * 1000 + 100), "quote_update:v1:z");
        bus.Publish(Samples.Quote("KXBTC-A", Samples.Noon - 1, "0.3900", Samples.Noon * 1000 + 99_000), "quote_update:v1:y");

        await WriterHarness.DrainAsync(await bus.StartAsync());

        Assert.Equal(0.41m, await bus.Database.ScalarAsync<decimal>("SELECT yes_bid FROM event_store.state_quote_latest"));
    }

    [Fact]
    public async Task An_order_that_was_filled_in_the_second_of_its_placing_is_filled()
    {
        await using var bus = new WriterHarness(await postgres.MigratedDatabaseAsync());
        bus.Publish(Samples.Order("o-1", Samples.Noon, "filled"), "execution_order:v1:a");
        bus.Publish(Samples.Order("o-1", Samples.Noon, "pending"), "execution_order:v1:z");

        await WriterHarness.DrainAsync(await bus.StartAsync());

        Assert.Equal("filled", await bus.Database.ScalarAsync<string>("SELECT status FROM event_store.execution_order_latest"));
    }

    [Fact]
    public async Task Of_a_halt_and_a_release_in_one_second_the_halt_stands()
    {
        await using var bus = new WriterHarness(await postgres.MigratedDatabaseAsync());
        bus.Publish(Samples.Operator("1", Samples.Noon, "halt"), "operator_action:v1:a");
        bus.Publish(Samples.Operator("2", Samples.Noon, "release"), "operator_action:v1:z");

        await WriterHarness.DrainAsync(await bus.StartAsync());

        Assert.Equal("halt", await bus.Database.ScalarAsync<string>("SELECT action FROM event_store.operator_state"));
    }

    [Fact]
    public async Task A_contracts_terms_stay_when_its_outcome_comes_without_them()
    {
        await using var bus = new WriterHarness(await postgres.MigratedDatabaseAsync());
        bus.Publish(Samples.Contract("KXBTC-A", Samples.Noon, lower: 66250), "contract_update:v1:z");
        bus.Publish(Samples.Contract("KXBTC-A", Samples.Noon + 900, outcome: 1), "contract_update:v1:a");

        await WriterHarness.DrainAsync(await bus.StartAsync());

        var row = Assert.Single(await bus.Database.RowsAsync(
            "SELECT lower, strike_type, outcome FROM event_store.state_contract_latest", row => (row.GetDouble(0), row.GetString(1), row.GetInt32(2))));
        Assert.Equal((66250, "greater", 1), row);
    }

    [Fact]
    public async Task Prices_quantities_and_fees_are_exact()
    {
        await using var bus = new WriterHarness(await postgres.MigratedDatabaseAsync());
        bus.Publish(Samples.Spot(Samples.Noon, "66123.45678901"), "spot_tick:v1:a");
        bus.Publish(Samples.Quote("KXBTC-A", Samples.Noon, "0.0001"), "quote_update:v1:a");
        bus.Publish(Samples.Fill("f-1", Samples.Noon), "execution_fill:v1:a");

        await WriterHarness.DrainAsync(await bus.StartAsync());

        Assert.Equal(66123.45678901m, await bus.Database.ScalarAsync<decimal>("SELECT price FROM event_store.state_spot_latest"));
        Assert.Equal(0.0001m, await bus.Database.ScalarAsync<decimal>("SELECT yes_bid FROM event_store.state_quote_latest"));
        Assert.Equal(12.5m, await bus.Database.ScalarAsync<decimal>("SELECT yes_ask_size FROM event_store.state_quote_latest"));
        Assert.Equal(0.0172m, await bus.Database.ScalarAsync<decimal>("SELECT fee FROM event_store.execution_fill_latest"));
    }

    [Fact]
    public async Task Positions_are_the_sum_of_fills_and_a_settled_market_holds_nothing()
    {
        await using var bus = new WriterHarness(await postgres.MigratedDatabaseAsync());
        ExecutionFill[] fills =
        [
            Fill("1", "KXBTC-A", Side.Yes, "open", "5", "0.40"),
            Fill("2", "KXBTC-A", Side.Yes, "close", "2", "0.60"),
            Fill("3", "KXBTC-B", Side.Yes, "open", "1", "0.40"),
            Fill("4", "KXBTC-B", Side.No, "open", "4", "0.30"),
            Fill("5", "KXBTC-C", Side.No, "open", "2", "0.10"),
            Fill("6", "KXBTC-C", Side.No, "close", "2", "0.20"),
            Fill("7", "KXBTC-D", Side.No, "open", "3", "0.10"),
            Fill("8", "KXBTC-D", Side.No, "settle", "3", "1") with { Outcome = 0 },
        ];
        foreach (var fill in fills)
            bus.Publish(fill, $"execution_fill:v1:{fill.FillId}");

        await WriterHarness.DrainAsync(await bus.StartAsync());

        Assert.Equal(
            ["paper KXBTC-A YES 3 0.8 0.02", "paper KXBTC-B NO 3 1.6 0.02"],
            await bus.Database.RowsAsync(
                "SELECT account, market_id, side, quantity::float8, paid::float8, fees::float8 FROM event_store.state_positions ORDER BY market_id",
                row => string.Create(CultureInfo.InvariantCulture, $"{row.GetString(0)} {row.GetString(1)} {row.GetString(2)} {row.GetDouble(3)} {row.GetDouble(4)} {row.GetDouble(5)}")));
    }

    [Fact]
    public async Task The_limits_in_force_are_those_of_the_last_change()
    {
        await using var bus = new WriterHarness(await postgres.MigratedDatabaseAsync());
        var limits = new RiskLimits();
        bus.Publish(RiskLimitsSet.Of("paper", Samples.Noon, 0, "system", limits), "risk_limits_set:v1:a");
        bus.Publish(RiskLimitsSet.Of("paper", Samples.Noon + 9, 1, "ada", limits with { OpenPositions = 7 }), "risk_limits_set:v1:b");

        await WriterHarness.DrainAsync(await bus.StartAsync());

        var row = Assert.Single(await bus.Database.RowsAsync(
            "SELECT account, actor, revision, open_positions, order_notional FROM event_store.state_risk_limits",
            row => (row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetDecimal(4))));
        Assert.Equal(("paper", "ada", 1, 7, 100m), row);
    }

    static ExecutionFill Fill(string id, string market, Side side, string action, string quantity, string price) => new(
        id, $"order-{id}", MarketTicker.Parse(market, "market"), Samples.Noon, side, action, Quantity.Parse(quantity, "quantity"),
        Price.Parse(price, "price"), Money.Parse("0.01", "fee"), null, null, true);

    static EventEnvelope Any(Random random, int i)
    {
        var ts = Samples.Noon + random.Next(40);
        var market = $"KXBTC-{(char)('A' + random.Next(4))}";
        long? ms = random.Next(2) == 0 ? null : ts * 1000 + random.Next(1000);
        DomainEvent payload = random.Next(9) switch
        {
            0 => Samples.Spot(ts, $"{60000 + random.Next(9999)}.25", ms),
            1 => Samples.Quote(market, ts, $"0.{random.Next(10000):D4}", ms),
            2 => Samples.Market(market, ts, random.Next(2) == 0 ? "active" : "closed"),
            3 => Samples.Contract(market, ts, Maybe(random, 66000), Maybe(random, 67000), random.Next(4) == 0 ? random.Next(2) : null),
            4 => Samples.Edge(market, ts, random.NextDouble(), Maybe(random, 1)),
            5 => Samples.Decision(market, ts, random.Next(2) == 0, random.Next(2) == 0 ? null : "near_expiry"),
            6 => Samples.Order($"o-{random.Next(9)}", ts, random.Next(2) == 0 ? "pending" : "filled", market),
            7 => Samples.Fill($"f-{random.Next(9)}", ts, $"o-{random.Next(9)}", market),
            _ => Samples.Operator($"{i}", ts, random.Next(2) == 0 ? "halt" : "release", market),
        };
        return Samples.Envelope(payload, $"{payload.EventType}:v1:{random.Next():x8}{i:x4}");
    }

    static double? Maybe(Random random, double scale) => random.Next(3) == 0 ? null : random.NextDouble() * scale;
}
