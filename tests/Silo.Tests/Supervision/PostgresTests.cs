using Kalshi.Servers;
using Kalshi.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalshi.Silo.Tests;

/// <summary>One PostgreSQL for the tests of who may run what.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    internal PostgresServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await PostgresServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}

/// <summary>Tests with a database of their own on it.</summary>
public abstract class PostgresTests(PostgresFixture postgres)
{
    protected static TimeSpan Patience { get; } = TimeSpan.FromMinutes(3);

    private protected async Task<StorageOptions> StorageAsync() => new() { Dsn = await postgres.Server.CreateDatabaseAsync() };

    protected static IHostApplicationLifetime Lifetime() => new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);

    /// <summary>Ends when the process has been told to stop.</summary>
    protected static async Task StoppingAsync(IHostApplicationLifetime lifetime)
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStopping.Register(stopping.SetResult);
        await stopping.Task.WaitAsync(Patience);
    }
}
