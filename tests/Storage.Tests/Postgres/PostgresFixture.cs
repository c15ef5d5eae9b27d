using Kalshi.Servers;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Kalshi.Storage.Tests;

/// <summary>One server for all tests, and a migrated database that they copy.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    string _template = "";

    public PostgresServer Server { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await PostgresServer.StartAsync();
        var dsn = await Server.CreateDatabaseAsync();
        await new Migrator(new StorageOptions { Dsn = dsn }, NullLogger<Migrator>.Instance).MigrateAsync();
        _template = new NpgsqlConnectionStringBuilder(dsn).Database!;
    }

    public Task<string> EmptyDatabaseAsync() => Server.CreateDatabaseAsync();

    public Task<string> MigratedDatabaseAsync() => Server.CreateDatabaseAsync(_template);

    public async Task DisposeAsync() => await Server.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<PostgresFixture>
{
    public const string Name = "PostgreSQL";
}
