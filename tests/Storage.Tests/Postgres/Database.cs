using Npgsql;

namespace Kalshi.Storage.Tests;

/// <summary>Looks into a database, past the code under test.</summary>
sealed class Database(string dsn)
{
    internal async Task<T> ScalarAsync<T>(string sql) => (await RowsAsync(sql, row => (T)row.GetValue(0))).Single();

    internal async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    internal async Task<List<T>> RowsAsync<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<T> rows = [];
        while (await reader.ReadAsync())
            rows.Add(read(reader));
        return rows;
    }

    internal async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(dsn + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }
}
