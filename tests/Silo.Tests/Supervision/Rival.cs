using Kalshi.Storage;
using Npgsql;

namespace Kalshi.Silo.Tests;

/// <summary>Another process that wants a lock of PostgreSQL: it stands first in the queue for it.</summary>
sealed class Rival : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    readonly NpgsqlConnection _connection;
    readonly NpgsqlCommand _command;

    Rival(NpgsqlConnection connection, long key)
    {
        _connection = connection;
        _command = new("SELECT pg_advisory_lock(@key)", connection) { Parameters = { new("key", key) }, CommandTimeout = 0 };
        Holds = _command.ExecuteNonQueryAsync().WaitAsync(Patience);
    }

    /// <summary>Ends when it has the lock.</summary>
    internal Task Holds { get; }

    internal static async Task<Rival> StartAsync(StorageOptions storage, long key)
    {
        var connection = new NpgsqlConnection(storage.Dsn + ";Pooling=false");
        await connection.OpenAsync();
        return new(connection, key);
    }

    /// <summary>Takes the lock away from whoever holds it, as when a partition lets PostgreSQL end the holder's session.</summary>
    internal async Task ReplaceHolderAsync(StorageOptions storage)
    {
        await using var connection = new NpgsqlConnection(storage.Dsn + ";Pooling=false");
        await connection.OpenAsync();
        var limit = new CancellationTokenSource(Patience).Token;
        // First it has to stand in the queue, else the holder could take the lock again.
        while (await CountAsync(connection, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted", limit) == 0)
            await Task.Delay(20, limit);
        await CountAsync(
            connection,
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'kalshi-leadership' AND datname = current_database()",
            limit);
        await Holds;
    }

    /// <summary>Waits until somebody holds a lock.</summary>
    internal static async Task UntilHeldAsync(StorageOptions storage)
    {
        await using var connection = new NpgsqlConnection(storage.Dsn + ";Pooling=false");
        await connection.OpenAsync();
        var limit = new CancellationTokenSource(Patience).Token;
        while (await CountAsync(connection, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted", limit) == 0)
            await Task.Delay(20, limit);
    }

    public async ValueTask DisposeAsync()
    {
        await _command.DisposeAsync();
        await _connection.DisposeAsync();
    }

    static async Task<long> CountAsync(NpgsqlConnection connection, string sql, CancellationToken limit)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(limit))!;
    }
}
