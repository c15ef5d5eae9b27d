using Npgsql;

namespace Kalshi.Storage.Tests;

/// <summary>What the readiness gates read from the record.</summary>
[Collection(PostgresCollection.Name)]
public sealed class ReadinessQueriesTests(PostgresFixture postgres) : IAsyncLifetime
{
    const long Minute = 60;

    NpgsqlDataSource _readers = null!;
    ReadinessQueries _queries = null!;

    public async Task InitializeAsync()
    {
        var dsn = await postgres.MigratedDatabaseAsync();
        _readers = StorageConnections.OpenReaders(new() { Dsn = dsn, PoolMin = 0 });
        _queries = new(_readers);
        await using var bus = new WriterHarness(dsn);
        var edges = 0;
        foreach (var ts in (long[])[Samples.Noon, Samples.Noon + 30, Samples.Noon + 2 * Minute, Samples.Noon + 86_400])
            bus.Publish(Samples.Edge("KXBTC-A", ts), $"edge_snapshot:v1:{edges++}");
        bus.Publish(Samples.Operator("1", Samples.Noon, "halt"), "operator_action:v1:a");
        bus.Publish(Samples.Operator("2", Samples.Noon + 100, "release"), "operator_action:v1:b");
        bus.Publish(Samples.Order("before", Samples.Noon - 1, "filled"), "execution_order:v1:a");
        bus.Publish(Samples.Order("refused", Samples.Noon + 50, "rejected") with { Reason = "risk_daily_loss: too much" }, "execution_order:v1:b");
        bus.Publish(Samples.Order("word", Samples.Noon + 50, "rejected") with { Reason = "riskless" }, "execution_order:v1:c");
        bus.Publish(Samples.Order("after", Samples.Noon + 100, "submitted"), "execution_order:v1:d");
        await WriterHarness.DrainAsync(await bus.StartAsync());
    }

    public async Task DisposeAsync() => await _readers.DisposeAsync();

    [Fact]
    public async Task A_day_has_the_minutes_in_which_something_was_computed() => Assert.Equal(
        [Samples.Noon / Minute, Samples.Noon / Minute + 2], await _queries.SnapshotMinutesAsync(Samples.Noon + 5000, CancellationToken.None));

    [Fact]
    public async Task Actions_come_oldest_first() => Assert.Equal(
        [new RecordedAction(Samples.Noon, "global", "halt", "operator", "a drill"), new RecordedAction(Samples.Noon + 100, "global", "release", "operator", "a drill")],
        await _queries.ActionsAsync(Samples.Noon, CancellationToken.None));

    [Fact]
    public async Task Only_orders_that_went_on_their_way_within_a_halt_break_it()
    {
        Assert.Equal(0, await _queries.NewOrdersAsync(Samples.Noon, Samples.Noon + 100, CancellationToken.None));
        Assert.Equal(1, await _queries.NewOrdersAsync(Samples.Noon, Samples.Noon + 101, CancellationToken.None));
        Assert.Equal(2, await _queries.NewOrdersAsync(Samples.Noon - 1, Samples.Noon + 101, CancellationToken.None));
    }

    [Fact]
    public async Task Refusals_of_risk_limits_are_told_from_other_words() =>
        Assert.Equal(1, await _queries.RiskRefusalsAsync(Samples.Noon, CancellationToken.None));

    [Fact]
    public async Task The_latency_of_nothing_is_unknown_and_of_something_a_time()
    {
        Assert.Null(await _queries.PersistLatencyP99Async(Samples.Noon + 10 * 86_400, CancellationToken.None));
        Assert.NotNull(await _queries.PersistLatencyP99Async(Samples.Noon - 86_400, CancellationToken.None));
    }
}
