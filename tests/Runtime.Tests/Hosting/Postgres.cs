using Kalshi.Servers;
using Npgsql;

namespace Kalshi.Runtime.Tests;

/// <summary>A private PostgreSQL with the Orleans tables in it.</summary>
public sealed class Postgres : IAsyncLifetime
{
    PostgresServer? _server;

    public NpgsqlDataSource Database { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _server = await PostgresServer.StartAsync();
        var settings = new NpgsqlConnectionStringBuilder(_server.Dsn) { SearchPath = "orleans" };
        Database = NpgsqlDataSource.Create(settings);
        using var script = new StreamReader(typeof(Postgres).Assembly.GetManifestResourceStream("orleans.sql")!);
        await using var command = Database.CreateCommand(await script.ReadToEndAsync());
        await command.ExecuteNonQueryAsync();
    }

    public async Task DisposeAsync()
    {
        await Database.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
