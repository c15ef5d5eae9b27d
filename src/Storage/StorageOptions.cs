using System.Globalization;
using Npgsql;

namespace Kalshi.Storage;

/// <summary>How to reach PostgreSQL, and the bounds of the writer and the queries.</summary>
public sealed record StorageOptions
{
    /// <summary>Most events that one transaction may carry, whatever is configured.</summary>
    public const int MaxEventsPerCommit = 5000;

    // PostgreSQL's own default is a hundred connections for everybody, the writer among them. So few store thousands of states a second;
    // whoever finds none waits for one.
    const int GrainPoolMax = 20;

    /// <summary>PG_DSN: an Npgsql connection string (<c>Host=..;Database=..</c>) or a <c>postgresql://</c> address. No default.</summary>
    public string Dsn { get; init; } = "";

    /// <summary>PG_READ_DSN: where queries read, e.g. as a role that may do no more, or from a replica; empty for
    /// <see cref="Dsn"/> (default).</summary>
    public string ReadDsn { get; init; } = "";

    /// <summary>PG_POOL_MIN: connections that the queries' pool keeps open (default: 2).</summary>
    public int PoolMin { get; init; } = 2;

    /// <summary>PG_POOL_MAX: connections that the queries' pool may open (default: 10). The writer has one of its own.</summary>
    public int PoolMax { get; init; } = 10;

    /// <summary>PG_STATEMENT_TIMEOUT_MS: PostgreSQL cancels whatever runs longer, milliseconds (default: 5000).</summary>
    public int StatementTimeoutMs { get; init; } = 5000;

    /// <summary>The writer commits when so many events are there, 1 to <see cref="MaxEventsPerCommit"/> (default: 1000).</summary>
    public int BatchEvents { get; init; } = 1000;

    /// <summary>The writer commits when its oldest event has waited so long (default: 50 ms).</summary>
    public TimeSpan BatchWindow { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How often a standby tries to become the writer (default: 1 s).</summary>
    public TimeSpan StandbyPoll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>First pause after PostgreSQL failed (default: 100 ms); doubles up to <see cref="ReconnectPauseMax"/>.</summary>
    public TimeSpan ReconnectPauseMin { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest pause between two attempts to reach PostgreSQL (default: 5 s).</summary>
    public TimeSpan ReconnectPauseMax { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Partitions of events older than so many days are dropped (default: null, keep all). Orders, fills, operator
    /// actions, contracts and market states are kept whatever this says.</summary>
    public int? RetentionDays { get; init; }

    /// <summary>SCORING_INTERVAL_SECONDS: time between two looks for settled markets (default: 60 s).</summary>
    public TimeSpan ScoringInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>FACTS_RETENTION_DAYS: scores, outcomes and daily sums of markets that settled longer ago are deleted
    /// (default: null, keep all).</summary>
    public int? FactsRetentionDays { get; init; }

    /// <summary>Reads PG_DSN, PG_READ_DSN, PG_POOL_MIN, PG_POOL_MAX, PG_STATEMENT_TIMEOUT_MS, PG_RETENTION_DAYS,
    /// SCORING_INTERVAL_SECONDS and FACTS_RETENTION_DAYS.</summary>
    /// <param name="variable">Looks up one variable; null when it is not set.</param>
    /// <exception cref="FormatException">A value that is no number or out of range, with its name.</exception>
    public static StorageOptions FromEnvironment(Func<string, string?> variable)
    {
        var defaults = new StorageOptions();
        return new StorageOptions
        {
            Dsn = variable("PG_DSN") ?? "",
            ReadDsn = variable("PG_READ_DSN") ?? "",
            PoolMin = Number(variable, "PG_POOL_MIN") ?? defaults.PoolMin,
            PoolMax = Number(variable, "PG_POOL_MAX") ?? defaults.PoolMax,
            StatementTimeoutMs = Number(variable, "PG_STATEMENT_TIMEOUT_MS") ?? defaults.StatementTimeoutMs,
            RetentionDays = Number(variable, "PG_RETENTION_DAYS"),
            ScoringInterval = Number(variable, "SCORING_INTERVAL_SECONDS") is { } seconds ? TimeSpan.FromSeconds(seconds) : defaults.ScoringInterval,
            FactsRetentionDays = Number(variable, "FACTS_RETENTION_DAYS"),
        }.Validated();
    }

    /// <exception cref="FormatException">The first value that is out of range, with its name.</exception>
    public StorageOptions Validated()
    {
        Check(Dsn.Length > 0, "PG_DSN", "''", "must name a database");
        Check(PoolMin >= 0, "PG_POOL_MIN", PoolMin, "must not be negative");
        Check(PoolMax >= 1 && PoolMax >= PoolMin, "PG_POOL_MAX", PoolMax, $"must be at least 1 and PG_POOL_MIN ({PoolMin})");
        Check(StatementTimeoutMs >= 100, "PG_STATEMENT_TIMEOUT_MS", StatementTimeoutMs, "must be at least 100");
        Check(BatchEvents is >= 1 and <= MaxEventsPerCommit, nameof(BatchEvents), BatchEvents, $"must be 1 to {MaxEventsPerCommit}");
        Check(BatchWindow > TimeSpan.Zero, nameof(BatchWindow), BatchWindow, "must be positive");
        Check(StandbyPoll > TimeSpan.Zero, nameof(StandbyPoll), StandbyPoll, "must be positive");
        Check(ReconnectPauseMin > TimeSpan.Zero, nameof(ReconnectPauseMin), ReconnectPauseMin, "must be positive");
        Check(ReconnectPauseMax >= ReconnectPauseMin, nameof(ReconnectPauseMax), ReconnectPauseMax, $"must be at least {nameof(ReconnectPauseMin)}");
        Check(RetentionDays is null or >= 1, "PG_RETENTION_DAYS", RetentionDays, "must be at least 1");
        Check(ScoringInterval >= TimeSpan.FromSeconds(1), "SCORING_INTERVAL_SECONDS", ScoringInterval, "must be at least 1");
        Check(FactsRetentionDays is null or >= 1, "FACTS_RETENTION_DAYS", FactsRetentionDays, "must be at least 1");
        _ = PostgresDsn.Parse(Dsn);
        if (ReadDsn.Length > 0)
            _ = PostgresDsn.Parse(ReadDsn);
        return this;
    }

    /// <summary>For Orleans' ADO.NET providers, which expect their tables on the search path.</summary>
    public string OrleansConnectionString => new NpgsqlConnectionStringBuilder(PostgresDsn.Parse(Dsn).ConnectionString)
    {
        SearchPath = "orleans",
        ApplicationName = "kalshi-orleans",
        MaxPoolSize = GrainPoolMax,
    }.ConnectionString;

    static int? Number(Func<string, string?> variable, string name)
    {
        var text = variable(name);
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"{name}: '{text}' is not a whole number");
    }

    static void Check(bool ok, string name, object? value, string rule)
    {
        if (!ok)
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{name}: {value} {rule}"));
    }
}
