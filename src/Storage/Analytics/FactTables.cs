using Npgsql;
using NpgsqlTypes;

namespace Kalshi.Storage;

/// <summary>The fact tables and what they are made from, over one connection.</summary>
sealed class FactTables(NpgsqlConnection connection)
{
    const string Snapshots = "fact_edge_snapshot_scores";
    const string Decisions = "fact_opportunity_outcomes";

    internal async Task<bool> TryLockAsync(long key, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT pg_try_advisory_lock({key})", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Settled markets of which nothing is scored, or not all, or by another outcome. For a day after the first
    /// scoring late events are looked for.</summary>
    internal async Task<IReadOnlyList<SettledMarket>> UnscoredAsync(int most, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT c.ticker, c.outcome, to_timestamp(coalesce(c.settled_ts, c.expiration_ts, c.close_ts, c.ts)) AT TIME ZONE 'UTC', s.settled_day, e.events
            FROM event_store.state_contract_latest c
            LEFT JOIN event_store.fact_scored_markets s ON s.market_id = c.ticker
            CROSS JOIN LATERAL (
                SELECT count(*) AS events
                FROM event_store.events_raw r
                WHERE r.event_type IN ('edge_snapshot', 'opportunity_decision') AND r.subject_key = c.ticker
            ) e
            WHERE c.outcome IN (0, 1)
                AND (s.market_id IS NULL OR s.outcome <> c.outcome OR s.first_at > now() - interval '1 day')
                AND (s.market_id IS NULL OR s.outcome <> c.outcome OR s.events < e.events)
            ORDER BY c.ts, c.ticker
            LIMIT $1
            """, connection)
        {
            Parameters = { new() { Value = most } },
        };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        List<SettledMarket> markets = [];
        while (await row.ReadAsync(cancellationToken))
        {
            markets.Add(new(
                row.GetString(0), row.GetInt32(1), DateOnly.FromDateTime(row.GetDateTime(2)),
                row.IsDBNull(3) ? null : row.GetFieldValue<DateOnly>(3), row.GetInt64(4)));
        }
        return markets;
    }

    internal async Task<IReadOnlyList<ScoredSnapshot>> SnapshotsAsync(string market, CancellationToken cancellationToken)
    {
        await using var command = Of("""
            SELECT ts_event, payload ->> 'strategy_version', (payload ->> 'horizon_seconds')::bigint, (payload ->> 'probability_yes')::float8,
                (payload ->> 'yes_bid_cents')::float8, (payload ->> 'yes_ask_cents')::float8, (payload ->> 'no_ask_cents')::float8
            FROM event_store.events_raw
            WHERE event_type = 'edge_snapshot' AND subject_key = $1
            """, market);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        List<ScoredSnapshot> snapshots = [];
        while (await row.ReadAsync(cancellationToken))
            snapshots.Add(new(row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetDouble(3), row.Real(4), row.Real(5), row.Real(6)));
        return snapshots;
    }

    internal async Task<IReadOnlyList<ScoredDecision>> DecisionsAsync(string market, CancellationToken cancellationToken)
    {
        await using var command = Of("""
            SELECT ts_event, coalesce(upper(payload ->> 'side'), 'none'), payload ->> 'strategy_version', (payload ->> 'would_trade')::boolean,
                payload ->> 'reason_not_eligible', (payload ->> 'ev_raw')::float8, (payload ->> 'ev_net')::float8,
                (payload ->> 'probability_model')::float8, (payload ->> 'probability_market')::float8, (payload ->> 'tau_minutes')::float8,
                (payload ->> 'yes_ask_cents')::float8, (payload ->> 'no_ask_cents')::float8
            FROM event_store.events_raw
            WHERE event_type = 'opportunity_decision' AND subject_key = $1
            """, market);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        List<ScoredDecision> decisions = [];
        while (await row.ReadAsync(cancellationToken))
        {
            decisions.Add(new(
                row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetBoolean(3), row.Text(4), row.Real(5), row.Real(6), row.Real(7),
                row.Real(8), row.Real(9), row.Real(10), row.Real(11)));
        }
        return decisions;
    }

    /// <summary>Replaces all facts about a market, in one transaction.</summary>
    internal async Task StoreAsync(
        SettledMarket market, IReadOnlyList<SnapshotScore> snapshots, IReadOnlyList<DecisionOutcome> decisions, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (var table in (string[])[Snapshots, Decisions])
        {
            await using var delete = Of($"DELETE FROM event_store.{table} WHERE market_id = $1", market.MarketId);
            await delete.ExecuteNonQueryAsync(cancellationToken);
        }
        await CopyAsync(Snapshots, market, FactColumns.Snapshots, snapshots, cancellationToken);
        await CopyAsync(Decisions, market, FactColumns.Decisions, decisions, cancellationToken);
        await using var scored = new NpgsqlCommand("""
            INSERT INTO event_store.fact_scored_markets (market_id, outcome, settled_day, events) VALUES ($1, $2, $3, $4)
            ON CONFLICT (market_id) DO UPDATE
            SET outcome = excluded.outcome, settled_day = excluded.settled_day, events = excluded.events, scored_at = now()
            """, connection)
        {
            Parameters = { new() { Value = market.MarketId }, new() { Value = market.Outcome }, new() { Value = market.Day }, new() { Value = market.Events } },
        };
        await scored.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Sums up one day anew.</summary>
    internal async Task SumUpAsync(DateOnly day, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(DailySums.Sql, connection) { Parameters = { new() { Value = day } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Retention of facts: they outlive the events that they were made from, for as long as is wanted.</summary>
    internal async Task DropBeforeAsync(DateOnly oldestKept, CancellationToken cancellationToken)
    {
        foreach (var (table, day) in ((string, string)[])[
            (Snapshots, "settled_day"), (Decisions, "settled_day"), ("fact_daily_performance", "day")])
        {
            await using var delete = new NpgsqlCommand($"DELETE FROM event_store.{table} WHERE {day} < $1", connection)
            {
                Parameters = { new() { Value = oldestKept } },
            };
            await delete.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    async Task CopyAsync<TFact>(
        string table, SettledMarket market, FactColumn<TFact>[] columns, IReadOnlyList<TFact> facts, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY event_store.{table} (market_id, settled_day, outcome, {string.Join(", ", columns.Select(c => c.Name))}) FROM STDIN (FORMAT BINARY)",
            cancellationToken);
        foreach (var fact in facts)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(market.MarketId, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(market.Day, NpgsqlDbType.Date, cancellationToken);
            await copy.WriteAsync(market.Outcome, NpgsqlDbType.Integer, cancellationToken);
            foreach (var column in columns)
                await copy.WriteAsync(column.Value(fact), column.Type, cancellationToken);
        }
        await copy.CompleteAsync(cancellationToken);
    }

    NpgsqlCommand Of(string sql, string market) => new(sql, connection) { Parameters = { new() { Value = market } } };
}
