using Npgsql;

namespace Kalshi.Storage;

/// <summary>What the record holds of one market over time, for charts and explanations. Reads only.</summary>
/// <param name="readers">See <see cref="StorageConnections.OpenReaders"/>; the caller disposes of it.</param>
public sealed class MarketHistory(NpgsqlDataSource readers)
{
    /// <summary>Payloads of one type, oldest first.</summary>
    /// <param name="eventType">edge_snapshot, opportunity_decision, or another type whose key is the market.</param>
    /// <param name="fromTs">Unix seconds, inclusive; so is <paramref name="toTs"/>.</param>
    /// <param name="limit">The youngest so many.</param>
    public async Task<IReadOnlyList<string>> PayloadsAsync(
        string eventType, string market, long fromTs, long toTs, int limit, CancellationToken cancellationToken = default)
    {
        await using var command = readers.CreateCommand("""
            SELECT payload::text FROM (
                SELECT ts_event, stream_sequence, payload
                FROM event_store.events_raw
                WHERE event_type = $1 AND subject_key = $2 AND ts_event BETWEEN $3 AND $4
                ORDER BY ts_event DESC, stream_sequence DESC
                LIMIT $5
            ) AS youngest
            ORDER BY ts_event, stream_sequence
            """);
        foreach (var value in (object[])[eventType, market, fromTs, toTs, limit])
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<string> payloads = [];
        while (await reader.ReadAsync(cancellationToken))
            payloads.Add(reader.GetString(0));
        return payloads;
    }

    /// <summary>The orders that a decision with this idempotency key caused: their ids, with status and reason.</summary>
    public async Task<IReadOnlyList<(string OrderId, string Status, string? Reason)>> OrdersOfAsync(
        string opportunityKey, CancellationToken cancellationToken = default)
    {
        await using var command = readers.CreateCommand(
            "SELECT order_id, status, reason FROM event_store.execution_order_latest WHERE opportunity_idempotency_key = $1 ORDER BY order_id");
        command.Parameters.Add(new NpgsqlParameter { Value = opportunityKey });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<(string, string, string?)> orders = [];
        while (await reader.ReadAsync(cancellationToken))
            orders.Add((reader.GetString(0), reader.GetString(1), reader.Text(2)));
        return orders;
    }
}
