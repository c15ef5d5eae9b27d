using Kalshi.Storage;
using Kalshi.Trading;
using Kalshi.Venues;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Kalshi.Backfill;

/// <summary>The tables of the schema <c>history</c>.</summary>
public sealed class HistoryStore : IAsyncDisposable
{
    readonly NpgsqlDataSource _database;

    HistoryStore(NpgsqlDataSource database) => _database = database;

    internal NpgsqlDataSource Database => _database;

    /// <summary>Connects, and brings the schema up to this build where it has no history yet.</summary>
    /// <exception cref="MigrationException">The schema cannot be brought up to this build.</exception>
    /// <exception cref="NpgsqlException">PostgreSQL cannot be reached.</exception>
    public static async Task<HistoryStore> OpenAsync(StorageOptions options, ILogger<Migrator> log, CancellationToken cancel)
    {
        var dsn = PostgresDsn.Parse(options.Validated().Dsn);
        dsn.ApplicationName = "kalshi-backfill";
        dsn.MaxPoolSize = 2;
        var store = new HistoryStore(NpgsqlDataSource.Create(dsn));
        try
        {
            await using var command = store._database.CreateCommand("SELECT to_regclass('history.span') IS NOT NULL");
            if (!(bool)(await command.ExecuteScalarAsync(cancel))!)
                await new Migrator(options, log).MigrateAsync(cancel);
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    internal async Task<IReadOnlyList<StoredSpan>> SpansAsync(string ticker, HistoryKind kind, CancellationToken cancel)
    {
        await using var command = _database.CreateCommand(
            "SELECT from_ts, to_ts, source, cursor, rows, rejected FROM history.span WHERE ticker = $1 AND kind = $2 ORDER BY from_ts");
        command.Parameters.AddWithValue(ticker);
        command.Parameters.AddWithValue(kind.Name);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var spans = new List<StoredSpan>();
        while (await rows.ReadAsync(cancel))
        {
            spans.Add(new(
                ticker, kind, new(rows.GetInt64(0), rows.GetInt64(1)), rows.GetString(2) == "historical" ? Source.Historical : Source.Live,
                await rows.IsDBNullAsync(3, cancel) ? null : rows.GetString(3), rows.GetInt64(4), rows.GetInt64(5)));
        }
        return spans;
    }

    internal async Task SaveMarketsAsync(IReadOnlyList<CatalogueMarket> markets, CancellationToken cancel)
    {
        await using var command = _database.CreateCommand("""
            INSERT INTO history.market (ticker, event_ticker, series, status, open_ts, close_ts, settlement_ts, result, expiration_value)
            SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::text[], $9::text[])
            ON CONFLICT (ticker) DO UPDATE SET
                status = excluded.status, open_ts = excluded.open_ts, close_ts = excluded.close_ts, settlement_ts = excluded.settlement_ts,
                result = excluded.result, expiration_value = excluded.expiration_value, fetched_at = now()
            """);
        Text(command, markets.Select(m => (string?)m.Ticker.Value));
        Text(command, markets.Select(m => (string?)m.EventTicker));
        Text(command, markets.Select(m => (string?)m.Ticker.Series));
        Text(command, markets.Select(m => (string?)m.Status));
        Longs(command, markets.Select(m => m.OpenTs));
        Longs(command, markets.Select(m => m.CloseTs));
        Longs(command, markets.Select(m => m.SettlementTs));
        Text(command, markets.Select(m => m.Result));
        Text(command, markets.Select(m => m.ExpirationValue));
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Stores trades that are not there yet, and how far their span has come.</summary>
    internal Task SaveAsync(IReadOnlyList<PublicTrade> trades, StoredSpan span, CancellationToken cancel) => SaveAsync(span, """
        INSERT INTO history.trade (trade_id, ticker, created_ms, yes_price, count, taker)
        SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::numeric[], $5::numeric[], $6::text[])
        ON CONFLICT (trade_id) DO NOTHING
        """, command =>
    {
        Text(command, trades.Select(t => (string?)t.TradeId));
        Text(command, trades.Select(t => (string?)t.Ticker.Value));
        Longs(command, trades.Select(t => (long?)t.CreatedMs));
        Numbers(command, trades.Select(t => (decimal?)Dollars(t.YesPrice)));
        Numbers(command, trades.Select(t => (decimal?)Contracts(t.Count)));
        Text(command, trades.Select(t => t.Taker == Side.Yes ? "yes" : (string?)"no"));
    }, cancel);

    /// <summary>Stores candlesticks, newer ones over older ones, and their span.</summary>
    internal Task SaveAsync(IReadOnlyList<Candlestick> candles, StoredSpan span, CancellationToken cancel) => SaveAsync(span, """
        INSERT INTO history.candlestick
        SELECT $1, $2, * FROM unnest(
            $3::bigint[], $4::numeric[], $5::numeric[], $6::numeric[], $7::numeric[], $8::numeric[], $9::numeric[], $10::numeric[], $11::numeric[],
            $12::numeric[], $13::numeric[], $14::numeric[], $15::numeric[], $16::numeric[], $17::numeric[], $18::numeric[])
        ON CONFLICT (ticker, period_minutes, end_ts) DO UPDATE SET
            bid_open = excluded.bid_open, bid_low = excluded.bid_low, bid_high = excluded.bid_high, bid_close = excluded.bid_close,
            ask_open = excluded.ask_open, ask_low = excluded.ask_low, ask_high = excluded.ask_high, ask_close = excluded.ask_close,
            price_open = excluded.price_open, price_low = excluded.price_low, price_high = excluded.price_high,
            price_close = excluded.price_close, price_mean = excluded.price_mean, volume = excluded.volume,
            open_interest = excluded.open_interest
        """, command =>
    {
        command.Parameters.AddWithValue(span.Ticker);
        command.Parameters.AddWithValue((int)span.Kind.Period!.Value);
        Longs(command, candles.Select(c => (long?)c.EndTs));
        foreach (var quoted in new Func<Candlestick, PriceRangeInTime>[] { c => c.YesBid, c => c.YesAsk })
        {
            Numbers(command, candles.Select(c => (decimal?)Dollars(quoted(c).Open)));
            Numbers(command, candles.Select(c => (decimal?)Dollars(quoted(c).Low)));
            Numbers(command, candles.Select(c => (decimal?)Dollars(quoted(c).High)));
            Numbers(command, candles.Select(c => (decimal?)Dollars(quoted(c).Close)));
        }
        Numbers(command, candles.Select(c => Dollars(c.Traded?.Open)));
        Numbers(command, candles.Select(c => Dollars(c.Traded?.Low)));
        Numbers(command, candles.Select(c => Dollars(c.Traded?.High)));
        Numbers(command, candles.Select(c => Dollars(c.Traded?.Close)));
        Numbers(command, candles.Select(c => c.Traded?.Mean));
        Numbers(command, candles.Select(c => (decimal?)Contracts(c.Volume)));
        Numbers(command, candles.Select(c => (decimal?)Contracts(c.OpenInterest)));
    }, cancel);

    async Task SaveAsync(StoredSpan span, string insert, Action<NpgsqlCommand> fill, CancellationToken cancel)
    {
        await using var connection = await _database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using (var rows = new NpgsqlCommand(insert, connection))
        {
            fill(rows);
            await rows.ExecuteNonQueryAsync(cancel);
        }
        await using var place = new NpgsqlCommand("""
            INSERT INTO history.span (ticker, kind, from_ts, to_ts, source, cursor, rows, rejected)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (ticker, kind, from_ts, source) DO UPDATE SET
                to_ts = excluded.to_ts, cursor = excluded.cursor, rows = excluded.rows, rejected = excluded.rejected, fetched_at = now()
            """, connection);
        place.Parameters.AddWithValue(span.Ticker);
        place.Parameters.AddWithValue(span.Kind.Name);
        place.Parameters.AddWithValue(span.Span.From);
        place.Parameters.AddWithValue(span.Span.To);
        place.Parameters.AddWithValue(span.Source == Source.Historical ? "historical" : "live");
        place.Parameters.Add(new() { Value = (object?)span.Cursor ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        place.Parameters.AddWithValue(span.Rows);
        place.Parameters.AddWithValue(span.Rejected);
        await place.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    static decimal Dollars(Price price) => (decimal)price.Steps / Price.Scale;

    static decimal? Dollars(Price? price) => price is { } known ? Dollars(known) : null;

    static decimal Contracts(Quantity quantity) => (decimal)quantity.Steps / Quantity.Scale;

    static void Text(NpgsqlCommand command, IEnumerable<string?> values) =>
        command.Parameters.Add(new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });

    static void Longs(NpgsqlCommand command, IEnumerable<long?> values) =>
        command.Parameters.Add(new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint });

    static void Numbers(NpgsqlCommand command, IEnumerable<decimal?> values) =>
        command.Parameters.Add(new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Numeric });
}
