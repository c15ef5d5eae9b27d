using Npgsql;

namespace Kalshi.Storage;

/// <summary>What the market catalogue asks the record when it begins. Reads only, each statement within PG_STATEMENT_TIMEOUT_MS.</summary>
/// <param name="readers">See <see cref="StorageConnections.OpenReaders"/>; the caller disposes of it.</param>
public sealed class CatalogueQueries(NpgsqlDataSource readers)
{
    /// <summary>Recorded markets that closed at <paramref name="sinceTs"/> (Unix seconds) or later, or have yet to, and of which no final
    /// result is recorded, in the order of their tickers.</summary>
    public async Task<IReadOnlyList<UnsettledMarket>> UnsettledAsync(long sinceTs, CancellationToken cancellationToken)
    {
        await using var command = readers.CreateCommand("""
            SELECT market_id, coalesce(c.close_ts, m.close_ts)
            FROM event_store.state_market_latest m LEFT JOIN event_store.state_contract_latest c ON c.ticker = m.market_id
            WHERE coalesce(c.close_ts, m.close_ts) >= $1 AND NOT (m.status = 'finalized' AND c.outcome IS NOT NULL)
            ORDER BY market_id COLLATE "C"
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = sinceTs });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<UnsettledMarket> markets = [];
        while (await reader.ReadAsync(cancellationToken))
            markets.Add(new(reader.GetString(0), reader.GetInt64(1)));
        return markets;
    }
}

/// <summary>A market whose end is not on the record.</summary>
/// <param name="CloseTs">Unix seconds.</param>
public sealed record UnsettledMarket(string Ticker, long CloseTs);
