using Kalshi.Grains;
using Kalshi.Silo.Ingest;
using Kalshi.Silo.Operations;
using Kalshi.Storage;
using Microsoft.Extensions.Hosting;

namespace Kalshi.Silo.Tests.Ingest;

public sealed class IngestLeadershipTests(PostgresFixture postgres) : PostgresTests(postgres), IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Of_two_silos_one_reads_the_venues_and_the_other_is_ready_and_stands_by()
    {
        var storage = await StorageAsync();
        await using var first = new Silo(storage);
        await first.Ingest.Started.WaitAsync(Patience);
        await using var second = new Silo(storage);

        await second.Readiness.WaitAsync(new CancellationTokenSource(Patience).Token);

        Assert.Empty(first.Readiness.Missing);
        Assert.Empty(second.Readiness.Missing);
        Assert.False(second.Ingest.Started.IsCompleted);
        Assert.Equal("standby", second.Accounts.Kalshi.State);
        Assert.NotEqual("standby", first.Accounts.Kalshi.State);
    }

    [Fact]
    public async Task When_the_one_that_reads_stops_it_lets_go_of_the_venues_first_and_the_other_takes_over()
    {
        var storage = await StorageAsync();
        await using var first = new Silo(storage);
        await first.Ingest.Started.WaitAsync(Patience);
        await using var second = new Silo(storage);

        await first.DisposeAsync();
        Assert.True(first.Ingest.Stopped.IsCompletedSuccessfully);

        await second.Ingest.Started.WaitAsync(Patience);
        Assert.False(first.Leadership.IsLost);
    }

    [Fact]
    public async Task A_leader_that_finds_another_in_its_place_stops_reading_and_ends_its_process()
    {
        var storage = await StorageAsync();
        await using var silo = new Silo(storage);
        await silo.Ingest.Started.WaitAsync(Patience);

        await using var rival = await Rival.StartAsync(storage, LeaderLock.Ingest);
        await rival.ReplaceHolderAsync(storage);
        await StoppingAsync(silo.Lifetime);

        await silo.Ingest.Stopped.WaitAsync(Patience);
        Assert.True(silo.Leadership.IsLost);
    }

    [Fact]
    public async Task A_part_that_ends_by_itself_takes_the_others_with_it()
    {
        await using var silo = new Silo(await StorageAsync());
        await silo.Ingest.Started.WaitAsync(Patience);

        silo.Ingest.End();

        await silo.Ingest.Stopped.WaitAsync(Patience);
        Assert.False(silo.Leadership.IsLost);
    }

    [Fact]
    public async Task While_the_database_is_away_the_leader_goes_on_and_leads_again_after()
    {
        await using var server = await Servers.PostgresServer.StartAsync();
        var storage = new StorageOptions { Dsn = await server.CreateDatabaseAsync() };
        var log = new WarningLog();
        await using var silo = new Silo(storage, log);
        await silo.Ingest.Started.WaitAsync(Patience);

        await server.StopAsync();
        await log.Warned.WaitAsync(Patience);
        Assert.False(silo.Ingest.Stopped.IsCompleted);
        await server.StartAgainAsync();

        await Rival.UntilHeldAsync(storage);
        Assert.False(silo.Ingest.Stopped.IsCompleted);
        Assert.False(silo.Leadership.IsLost);
    }

    /// <summary>What a silo has around its leadership.</summary>
    sealed class Silo : IAsyncDisposable
    {
        bool _isStopped;

        internal Silo(StorageOptions storage, WarningLog? log = null)
        {
            Leadership = new(Ingest, storage, Accounts, Readiness, Lifetime, TimeProvider.System, log ?? new WarningLog());
            Starting = Leadership.StartAsync(default);
        }

        internal IHostApplicationLifetime Lifetime { get; } = PostgresTests.Lifetime();

        internal ScriptedIngest Ingest { get; } = new();

        internal Readiness Readiness { get; } = new();

        internal FeedAccounts Accounts { get; } = new(new VenueClock(TimeProvider.System));

        internal IngestLeadership Leadership { get; }

        Task Starting { get; }

        public async ValueTask DisposeAsync()
        {
            if (_isStopped)
                return;
            _isStopped = true;
            await Starting;
            await Leadership.StopAsync(default);
            Leadership.Dispose();
        }
    }
}
