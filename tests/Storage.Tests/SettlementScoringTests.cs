using Kalshi.Grains.Events;
using Kalshi.Trading;

namespace Kalshi.Storage.Tests;

/// <summary>The fact tables, against numbers computed by hand: fee of a 45-cent contract ceil(0.07 · 0.45 · 0.55) = 2 cents, of a
/// 57-cent one ceil(0.07 · 0.57 · 0.43) = 2 cents.</summary>
[Collection(PostgresCollection.Name)]
public sealed class SettlementScoringTests(PostgresFixture postgres)
{
    static readonly DateOnly Day = new(2026, 2, 13);

    [Fact]
    public async Task A_snapshot_is_scored_by_its_own_asks_once_its_market_has_an_outcome()
    {
        await using var record = await ScoredRecord.StartAsync(await postgres.MigratedDatabaseAsync());
        await record.StoreAsync(Samples.Edge("KXBTC-A", Samples.Noon, probability: 0.8), Settled("KXBTC-A", outcome: 1));

        Assert.Equal(1, await record.RunAsync());

        var row = Assert.Single(await record.Database.RowsAsync(
            "SELECT asof_ts, prob_market, brier, log_loss, brier_market, pnl_take_yes, pnl_take_no, error IS NULL, settled_day FROM event_store.fact_edge_snapshot_scores",
            r => (Ts: r.GetInt64(0), Numbers: Enumerable.Range(1, 6).Select(r.GetDouble).ToArray(), Clean: r.GetBoolean(7), Day: r.GetFieldValue<DateOnly>(8))));
        Assert.Equal((Samples.Noon, true, Day), (row.Ts, row.Clean, row.Day));
        // Middle of 43 and 45; (0.8 - 1)²; -ln 0.8; (0.44 - 1)²; 1 - 0.45 - 0.02; 0 - 0.57 - 0.02.
        double[] expected = [0.44, 0.04, 0.22314355131420976, 0.3136, 0.53, -0.59];
        Assert.All(expected.Zip(row.Numbers), pair => Assert.Equal(pair.First, pair.Second, 12));
    }

    [Fact]
    public async Task A_decision_is_worth_what_its_side_made_at_the_ask_whether_it_was_taken_or_not()
    {
        await using var record = await ScoredRecord.StartAsync(await postgres.MigratedDatabaseAsync());
        await record.StoreAsync(
            Samples.Decision("KXBTC-A", Samples.Noon, wouldTrade: true, reason: null),
            Samples.Decision("KXBTC-A", Samples.Noon + 10) with { Side = Side.No },
            Samples.Decision("KXBTC-A", Samples.Noon + 20, reason: "spot_stale") with { Side = null, EvNet = null },
            Settled("KXBTC-A", outcome: 0));

        await record.RunAsync();

        Assert.Equal(
            ["YES take lost -0.47", "NO pass won 0.41", "none pass - -"],
            await record.Database.RowsAsync("""
                SELECT side || CASE WHEN would_trade THEN ' take' ELSE ' pass' END || CASE won WHEN true THEN ' won' WHEN false THEN ' lost' ELSE ' -' END
                    || ' ' || coalesce(round(pnl::numeric, 10)::float8::text, '-')
                FROM event_store.fact_opportunity_outcomes ORDER BY ts_eval
                """, r => r.GetString(0)));
    }

    [Fact]
    public async Task A_day_sums_up_what_its_markets_came_to_fills_and_fees_included()
    {
        await using var record = await ScoredRecord.StartAsync(await postgres.MigratedDatabaseAsync());
        await record.StoreAsync(
            Samples.Edge("KXBTC-A", Samples.Noon, probability: 0.8),
            Samples.Edge("KXBTC-B", Samples.Noon, probability: 0.5),
            Samples.Edge("KXBTC-OPEN", Samples.Noon, probability: 0.5),
            Samples.Decision("KXBTC-A", Samples.Noon, wouldTrade: true, reason: null),
            Samples.Decision("KXBTC-B", Samples.Noon, wouldTrade: true, reason: null),
            Samples.Decision("KXBTC-B", Samples.Noon + 10),
            // Three NO at 57 cents of a market that settles NO, one of them sold again at 60.
            Samples.Fill("f-1", Samples.Noon, market: "KXBTC-B") with { Quantity = Quantity.Parse("3.00", "quantity") },
            Samples.Fill("f-2", Samples.Noon + 60, market: "KXBTC-B") with { Action = "close", Price = Price.Parse("0.6000", "price") },
            Samples.Fill("f-3", Samples.Noon + 900, market: "KXBTC-B") with
            {
                Action = "settle",
                Quantity = Quantity.Parse("2.00", "quantity"),
                Price = Price.Parse("1.0000", "price"),
                Fee = Money.Zero,
                Outcome = 0,
            },
            Settled("KXBTC-A", outcome: 1),
            Settled("KXBTC-B", outcome: 0));

        await record.RunAsync();
        await using var readers = StorageConnections.OpenReaders(record.Options with { PoolMin = 0 });
        var day = Assert.Single(await new ReportQueries(readers).DailyAsync(Day));

        Assert.Equal((Day, 2, 2, 3, 2, 1), (day.Day, day.Markets, day.Snapshots, day.Decisions, day.Takes, day.TakesWon));
        Assert.Equal((0.04 + 0.25) / 2, day.Brier!.Value, 12);
        Assert.Equal((0.3136 + 0.1936) / 2, day.BrierMarket!.Value, 12);
        Assert.Equal(0.02, day.EvOfTakes, 12);
        Assert.Equal(0.53 - 0.47, day.PnlOfTakes, 12);
        // 3 · (1 - 0.57) + (0.60 - 1) - 2 · 0.0172.
        Assert.Equal((2, 4.00m, 0.0344m, 0.8556m), (day.Fills, day.Contracts, day.Fees, day.PnlOfFills));
    }

    [Fact]
    public async Task A_second_pass_changes_nothing_and_a_late_event_or_another_outcome_is_scored_again()
    {
        await using var record = await ScoredRecord.StartAsync(await postgres.MigratedDatabaseAsync());
        await record.StoreAsync(Samples.Edge("KXBTC-A", Samples.Noon), Settled("KXBTC-A", outcome: 1));
        Assert.Equal(1, await record.RunAsync());
        Assert.Equal(0, await record.RunAsync());

        await record.StoreAsync(Samples.Edge("KXBTC-A", Samples.Noon + 10));
        Assert.Equal(1, await record.RunAsync());
        Assert.Equal(2, await record.Database.ScalarAsync<long>("SELECT count(*) FROM event_store.fact_edge_snapshot_scores WHERE outcome = 1"));

        await record.StoreAsync(Settled("KXBTC-A", outcome: 0) with { Ts = Samples.Noon + 7200 });
        Assert.Equal(1, await record.RunAsync());
        Assert.Equal(2, await record.Database.ScalarAsync<long>("SELECT count(*) FROM event_store.fact_edge_snapshot_scores WHERE outcome = 0"));
        Assert.Equal(0, await record.RunAsync());
    }

    [Fact]
    public async Task While_another_process_scores_nothing_is_done()
    {
        await using var record = await ScoredRecord.StartAsync(await postgres.MigratedDatabaseAsync());
        await record.StoreAsync(Samples.Edge("KXBTC-A", Samples.Noon), Settled("KXBTC-A", outcome: 1));
        await using var rival = await record.Database.OpenAsync();
        await using var take = new Npgsql.NpgsqlCommand($"SELECT pg_advisory_lock({SettlementScoring.Lock})", rival);
        await take.ExecuteNonQueryAsync();

        Assert.Null(await record.TryRunAsync());
        await rival.CloseAsync();
        Assert.Equal(1, await record.RunAsync());
    }

    [Fact]
    public async Task Facts_have_their_own_retention_and_stay_gone()
    {
        await using var record = await ScoredRecord.StartAsync(await postgres.MigratedDatabaseAsync());
        await record.StoreAsync(
            Samples.Edge("KXBTC-A", Samples.Noon), Settled("KXBTC-A", outcome: 1),
            Samples.Edge("KXBTC-B", Samples.Noon), Settled("KXBTC-B", outcome: 1) with { SettledTs = Samples.Noon + 10 * 86_400 });
        await record.RunAsync();

        var later = new SettableClock(DateTimeOffset.FromUnixTimeSeconds(Samples.Noon + 12 * 86_400));
        await record.RunAsync(later, record.Options with { FactsRetentionDays = 5 });
        await record.RunAsync();

        Assert.Equal(["KXBTC-B"], await record.Database.RowsAsync("SELECT market_id FROM event_store.fact_edge_snapshot_scores", r => r.GetString(0)));
        Assert.Equal([new DateOnly(2026, 2, 23)], await record.Database.RowsAsync("SELECT day FROM event_store.fact_daily_performance", r => r.GetFieldValue<DateOnly>(0)));
        Assert.Equal(2, await record.Database.ScalarAsync<long>("SELECT count(*) FROM event_store.events_raw WHERE event_type = 'edge_snapshot'"));
    }

    [Fact]
    public async Task Reports_bin_probabilities_horizons_and_expectations()
    {
        await using var record = await ScoredRecord.StartAsync(await postgres.MigratedDatabaseAsync());
        await record.StoreAsync(
            Samples.Edge("KXBTC-A", Samples.Noon, probability: 0.82),
            Samples.Edge("KXBTC-A", Samples.Noon + 10, probability: 0.88) with { HorizonSeconds = 60 },
            Samples.Edge("KXBTC-B", Samples.Noon, probability: 0.85),
            Samples.Edge("KXBTC-B", Samples.Noon + 10, probability: 1) with { HorizonSeconds = 60 },
            Samples.Decision("KXBTC-A", Samples.Noon, wouldTrade: true, reason: null) with { EvNet = 0.031 },
            Samples.Decision("KXBTC-B", Samples.Noon) with { EvNet = -0.001 },
            Settled("KXBTC-A", outcome: 1), Settled("KXBTC-B", outcome: 0));
        await record.RunAsync();
        await using var readers = StorageConnections.OpenReaders(record.Options with { PoolMin = 0 });
        var queries = new ReportQueries(readers);

        var model = await queries.ModelAsync(Day);
        var opportunities = await queries.OpportunitiesAsync(Day);

        Assert.Equal([(0.8, 0.9, 3L, 2L), (0.9, 1.0, 1L, 1L)], model.Calibration.Select(b => (b.From, b.To, b.Snapshots, b.Markets)));
        Assert.Equal(((0.82 + 0.88 + 0.85) / 3, 2.0 / 3), (Math.Round(model.Calibration[0].Mean, 12), model.Calibration[0].Happened), new Close());
        Assert.Equal([(0L, 300L, 2L), (900, 1800, 2)], model.Horizons.Select(h => (h.FromSeconds, h.ToSeconds!.Value, h.Snapshots)));
        Assert.Equal((0.18 * 0.18 + 0.85 * 0.85) / 2, model.Horizons[1].Brier!.Value, 12);
        Assert.Equal([(-2, 0, 1L), (2, 4, 1L)], opportunities.Expectations.Select(b => (b.FromCents, b.ToCents, b.Decisions)));
        Assert.Equal(-0.47, opportunities.Expectations[0].MeanPnl, 12);
        Assert.Equal(["ev_below_threshold", "take"], opportunities.Reasons.Select(r => r.Reason));
        Assert.Empty((await queries.ModelAsync(Day.AddDays(1))).Calibration);
    }

    static ContractUpdate Settled(string market, int outcome) =>
        Samples.Contract(market, Samples.Noon + 3600, outcome: outcome) with { SettledTs = Samples.Noon + 3600 };

    sealed class SettableClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    sealed class Close : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) x, (double, double) y) => Math.Abs(x.Item1 - y.Item1) < 1e-9 && Math.Abs(x.Item2 - y.Item2) < 1e-9;

        public int GetHashCode((double, double) pair) => 0;
    }
}
