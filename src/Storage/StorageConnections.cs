using Npgsql;

namespace Kalshi.Storage;

/// <summary>Connections to PostgreSQL, each with the bounds of its purpose.</summary>
public static class StorageConnections
{
    /// <summary>A pool that can only read, each statement within PG_STATEMENT_TIMEOUT_MS.</summary>
    public static NpgsqlDataSource OpenReaders(StorageOptions options)
    {
        var dsn = PostgresDsn.Parse(options.ReadDsn.Length > 0 ? options.ReadDsn : options.Dsn);
        dsn.MinPoolSize = options.PoolMin;
        dsn.MaxPoolSize = options.PoolMax;
        dsn.ApplicationName = "kalshi-queries";
        dsn.MaxAutoPrepare = 20;
        dsn.CommandTimeout = CommandTimeoutSeconds(options);
        dsn.Options = $"-c default_transaction_read_only=on -c statement_timeout={options.StatementTimeoutMs}";
        return NpgsqlDataSource.Create(dsn);
    }

    /// <summary>One connection, outside of any pool, that may write. When its peer vanishes without a word, PostgreSQL
    /// notices within some ten seconds and frees the connection's locks.</summary>
    internal static NpgsqlConnection ForWriter(StorageOptions options)
    {
        var dsn = PostgresDsn.Parse(options.Dsn);
        dsn.Pooling = false;
        dsn.ApplicationName = "kalshi-event-writer";
        dsn.CommandTimeout = CommandTimeoutSeconds(options);
        dsn.Timeout = 5;
        dsn.KeepAlive = 5;
        // A batch is some hundred kilobytes: fewer, larger packets cost both ends fewer switches.
        dsn.WriteBufferSize = 64 * 1024;
        dsn.MaxAutoPrepare = 40;
        dsn.AutoPrepareMinUsages = 2;
        dsn.Options = $"-c statement_timeout={options.StatementTimeoutMs} -c lock_timeout={options.StatementTimeoutMs}"
            + " -c idle_in_transaction_session_timeout=10000 -c jit=off"
            + " -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3 -c tcp_user_timeout=10000";
        return new NpgsqlConnection(dsn.ConnectionString);
    }

    /// <summary>One connection, outside of any pool, for a pass over settled markets, each statement within a minute: it runs
    /// beside what is urgent and is none of it.</summary>
    internal static NpgsqlConnection ForAnalytics(StorageOptions options)
    {
        var dsn = PostgresDsn.Parse(options.Dsn);
        dsn.Pooling = false;
        dsn.ApplicationName = "kalshi-analytics";
        dsn.CommandTimeout = 62;
        dsn.Options = "-c statement_timeout=60000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=10000 -c jit=off";
        return new NpgsqlConnection(dsn.ConnectionString);
    }

    /// <summary>One connection, outside of any pool, that holds a lock and is asked every second whether it is still there.</summary>
    internal static NpgsqlConnection ForLeadership(StorageOptions options)
    {
        var dsn = PostgresDsn.Parse(options.Dsn);
        dsn.Pooling = false;
        dsn.ApplicationName = "kalshi-leadership";
        dsn.CommandTimeout = CommandTimeoutSeconds(options);
        dsn.Timeout = 5;
        dsn.KeepAlive = 5;
        dsn.Options = $"-c statement_timeout={options.StatementTimeoutMs} -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2"
            + " -c tcp_keepalives_count=3 -c tcp_user_timeout=10000";
        return new NpgsqlConnection(dsn.ConnectionString);
    }

    /// <summary>One connection, outside of any pool, without a statement time-out: a migration takes what it takes.</summary>
    internal static NpgsqlConnection ForMigrations(StorageOptions options)
    {
        var dsn = PostgresDsn.Parse(options.Dsn);
        dsn.Pooling = false;
        dsn.ApplicationName = "kalshi-migrator";
        dsn.CommandTimeout = 0;
        return new NpgsqlConnection(dsn.ConnectionString);
    }

    // The server gives up first, so that its reason reaches us; the client's limit is for a server that does not answer.
    static int CommandTimeoutSeconds(StorageOptions options) => options.StatementTimeoutMs / 1000 + 2;
}
