using Npgsql;

namespace Kalshi.Storage.Tests;

[Collection(PostgresCollection.Name)]
public sealed class EventQueriesTests(PostgresFixture postgres) : IAsyncLifetime
{
    string _dsn = "";
    NpgsqlDataSource _readers = null!;
    EventQueries _queries = null!;

    public async Task InitializeAsync()
    {
        _dsn = await postgres.MigratedDatabaseAsync();
        _readers = StorageConnections.OpenReaders(new() { Dsn = _dsn, PoolMin = 0 });
        _queries = new(_readers);
        await using var bus = new WriterHarness(_dsn);
        for (var i = 0; i < 10; i++)
        {
            bus.Publish(Samples.Quote(i % 2 == 0 ? "KXBTC-A" : "KXBTC-B", Samples.Noon + i), $"quote_update:v1:{i}");
            bus.Publish(Samples.Decision($"KXBTC-{i % 3}", Samples.Noon + i, wouldTrade: i == 9, reason: i == 9 ? null : i < 4 ? "near_expiry" : "ev_below_threshold"), $"opportunity_decision:v1:{i}");
            bus.Publish(Samples.Edge($"KXBTC-{i % 3}", Samples.Noon + i, probability: i / 10.0), $"edge_snapshot:v1:{i}");
        }
        bus.Publish(Samples.Order("o-1", Samples.Noon, "pending"), "execution_order:v1:a");
        bus.Publish(Samples.Order("o-1", Samples.Noon + 1, "filled"), "execution_order:v1:b");
        bus.Publish(Samples.Fill("f-1", Samples.Noon + 1), "execution_fill:v1:a");
        bus.Publish(Samples.Operator("1", Samples.Noon, "halt"), "operator_action:v1:a");
        bus.Publish(Samples.Operator("2", Samples.Noon + 1, "release"), "operator_action:v1:b");
        await WriterHarness.DrainAsync(await bus.StartAsync());
    }

    public async Task DisposeAsync() => await _readers.DisposeAsync();

    [Fact]
    public async Task The_last_events_of_a_type_come_youngest_first_and_no_more_than_asked_for()
    {
        var events = await _queries.EventsAsync("quote_update", null, 3);

        Assert.Equal([Samples.Noon + 9, Samples.Noon + 8, Samples.Noon + 7], events.Select(e => e.Timestamp));
        Assert.Equal("quote_update:v1:9", events[0].IdempotencyKey);
        Assert.Contains("\"yes_bid\": \"0.4300\"", events[0].Payload);
    }

    [Fact]
    public async Task The_last_events_of_one_key_are_only_its_own()
    {
        var events = await _queries.EventsAsync("quote_update", "KXBTC-B", 100);

        Assert.Equal(5, events.Count);
        Assert.All(events, e => Assert.Equal("KXBTC-B", e.Key));
    }

    [Fact]
    public async Task Counts_are_by_type_and_from_a_moment_on()
    {
        var all = await _queries.CountsByTypeAsync(0);
        var some = await _queries.CountsByTypeAsync(Samples.Noon + 8);

        Assert.Equal(
            [("edge_snapshot", 10L), ("execution_fill", 1), ("execution_order", 2), ("operator_action", 2), ("opportunity_decision", 10), ("quote_update", 10)],
            all.Select(count => (count.EventType, count.Count)));
        Assert.Equal([("edge_snapshot", 2L), ("opportunity_decision", 2), ("quote_update", 2)], some.Select(count => (count.EventType, count.Count)));
        Assert.Equal(Samples.Noon + 9, all[^1].LastTimestamp);
        Assert.Empty(await _queries.CountsByTypeAsync(long.MaxValue));
    }

    [Fact]
    public async Task Decisions_come_with_their_reasons_one_a_market()
    {
        var decisions = await _queries.DecisionsAsync(10);

        Assert.Equal(
            [("KXBTC-0", true, null), ("KXBTC-2", false, "ev_below_threshold"), ("KXBTC-1", false, "ev_below_threshold")],
            decisions.Select(d => (d.Market, d.WouldTrade, d.Reason)));
        Assert.Equal("YES", decisions[0].Side);
    }

    [Fact]
    public async Task Reasons_are_counted_within_a_window()
    {
        var reasons = await _queries.ReasonsAsync(Samples.Noon + 2, Samples.Noon + 10);

        Assert.Equal(
            [new ReasonCount("ev_below_threshold", false, 5, 3), new("near_expiry", false, 2, 2), new(null, true, 1, 1)], reasons);
    }

    [Fact]
    public async Task Edges_orders_fills_and_operator_actions_are_the_last_ones()
    {
        Assert.Equal([0.9, 0.8, 0.7], (await _queries.EdgesAsync(3)).Select(edge => edge.ProbabilityYes));

        var order = Assert.Single(await _queries.OrdersAsync(10));
        Assert.Equal(("o-1", "filled", 1m, 0.45m), (order.OrderId, order.Status, order.Quantity, order.Price));

        var fill = Assert.Single(await _queries.FillsAsync(10));
        Assert.Equal(("f-1", "NO", 0.57m, 0.0172m), (fill.FillId, fill.Side, fill.Price, fill.Fee));

        Assert.Equal("release", Assert.Single(await _queries.OperatorStatesAsync(10)).Action);
        Assert.Equal(["operator_action:v1:b", "operator_action:v1:a"], (await _queries.OperatorActionsAsync(10)).Select(e => e.IdempotencyKey));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task A_limit_out_of_range_is_refused(int limit) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _queries.OrdersAsync(limit));

    [Fact]
    public async Task Readers_cannot_write_and_cannot_run_for_ever()
    {
        await using var readers = StorageConnections.OpenReaders(new() { Dsn = _dsn, PoolMin = 0, StatementTimeoutMs = 100 });

        await using var write = readers.CreateCommand("DELETE FROM event_store.operator_state");
        await using var sleep = readers.CreateCommand("SELECT pg_sleep(30)");

        Assert.Equal("25006", (await Assert.ThrowsAsync<PostgresException>(() => write.ExecuteNonQueryAsync())).SqlState);
        Assert.Equal("57014", (await Assert.ThrowsAsync<PostgresException>(() => sleep.ExecuteNonQueryAsync())).SqlState);
    }
}
