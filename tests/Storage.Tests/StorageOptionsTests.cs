using Npgsql;

namespace Kalshi.Storage.Tests;

public sealed class StorageOptionsTests
{
    [Fact]
    public void Unset_variables_leave_the_defaults()
    {
        var options = From(("PG_DSN", "Host=db"));

        Assert.Equal((2, 10, 5000, null), (options.PoolMin, options.PoolMax, options.StatementTimeoutMs, options.RetentionDays));
    }

    [Theory]
    [InlineData("PG_POOL_MIN", "many", "PG_POOL_MIN: 'many' is not a whole number")]
    [InlineData("PG_POOL_MIN", "-1", "PG_POOL_MIN: -1 must not be negative")]
    [InlineData("PG_POOL_MAX", "1", "PG_POOL_MAX: 1 must be at least 1 and PG_POOL_MIN (2)")]
    [InlineData("PG_STATEMENT_TIMEOUT_MS", "5", "PG_STATEMENT_TIMEOUT_MS: 5 must be at least 100")]
    [InlineData("PG_RETENTION_DAYS", "0", "PG_RETENTION_DAYS: 0 must be at least 1")]
    [InlineData("FACTS_RETENTION_DAYS", "0", "FACTS_RETENTION_DAYS: 0 must be at least 1")]
    [InlineData("SCORING_INTERVAL_SECONDS", "0", "SCORING_INTERVAL_SECONDS: 00:00:00 must be at least 1")]
    [InlineData("PG_DSN", "", "PG_DSN: '' must name a database")]
    public void A_value_out_of_range_is_named(string name, string value, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => From(("PG_DSN", "Host=db"), (name, value))).Message);

    [Fact]
    public void A_dsn_that_is_none_is_refused_without_repeating_its_password()
    {
        var error = Assert.Throws<FormatException>(() => From(("PG_DSN", "postgresql://user:secret@host:notaport/db")));

        Assert.StartsWith("PG_DSN: neither", error.Message);
        Assert.DoesNotContain("secret", error.ToString());
    }

    [Theory]
    [InlineData("Host=db;Port=5433;Username=u;Password=p;Database=d")]
    [InlineData("postgresql://u:p@db:5433/d")]
    [InlineData("postgres://u:p@db:5433/d?application_name=x")]
    public void Both_ways_to_write_a_dsn_name_the_same_database(string dsn)
    {
        var parsed = PostgresDsn.Parse(dsn);

        Assert.Equal(("db", 5433, "u", "p", "d"), (parsed.Host, parsed.Port, parsed.Username, parsed.Password, parsed.Database));
    }

    [Fact]
    public void An_address_may_escape_what_has_a_meaning_in_it()
    {
        var parsed = PostgresDsn.Parse("postgresql://u%40corp:p%3B%2F%27@db/d?sslmode=require");

        Assert.Equal(("u@corp", "p;/'", SslMode.Require), (parsed.Username, parsed.Password, parsed.SslMode));
    }

    [Fact]
    public void Orleans_finds_its_tables_on_the_search_path() =>
        Assert.Equal("orleans", new NpgsqlConnectionStringBuilder(From(("PG_DSN", "Host=db")).OrleansConnectionString).SearchPath);

    static StorageOptions From(params (string Name, string Value)[] variables) =>
        StorageOptions.FromEnvironment(name => variables.LastOrDefault(variable => variable.Name == name).Value);
}
