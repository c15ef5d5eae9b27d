using Kalshi.Silo.Clock;
using Kalshi.Silo.Recording;
using Kalshi.Silo.Supervision;
using Kalshi.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalshi.Silo.Tests.Supervision;

public sealed class DeploymentLockTests(PostgresFixture postgres) : PostgresTests(postgres), IClassFixture<PostgresFixture>
{
    // Ten seconds of patience in one.
    static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow();
    static readonly RatedTimeProvider Fast = new(Start, Start, 10, TimeProvider.System);

    [Fact]
    public async Task A_second_process_on_one_database_does_not_start_and_says_why()
    {
        var storage = await StorageAsync();
        using var first = Of(storage);
        using var second = Of(storage);
        await first.StartAsync(default);

        var refused = await Assert.ThrowsAsync<StartupException>(() => second.StartAsync(default));

        Assert.Contains("another process runs this deployment (PG_DSN)", refused.Message, StringComparison.Ordinal);
        Assert.False(first.IsLost);
        await first.StopAsync(default);
    }

    [Fact]
    public async Task A_process_that_has_stopped_makes_room_for_the_next()
    {
        var storage = await StorageAsync();
        using var first = Of(storage);
        using var second = Of(storage);
        await first.StartAsync(default);
        await first.StopAsync(default);

        await second.StartAsync(default);
        await second.StopAsync(default);
    }

    [Fact]
    public async Task Silos_of_a_cluster_run_side_by_side_and_not_beside_a_process_of_its_own()
    {
        var storage = await StorageAsync();
        using var first = Of(storage, isCluster: true);
        using var second = Of(storage, isCluster: true);
        using var alone = Of(storage);
        await first.StartAsync(default);
        await second.StartAsync(default);

        await Assert.ThrowsAsync<StartupException>(() => alone.StartAsync(default));

        await first.StopAsync(default);
        await second.StopAsync(default);
    }

    [Fact]
    public async Task A_process_that_finds_another_in_its_place_ends_itself()
    {
        var storage = await StorageAsync();
        var lifetime = Lifetime();
        using var process = Of(storage, lifetime: lifetime);
        await process.StartAsync(default);

        await using var rival = await Rival.StartAsync(storage, LeaderLock.Deployment);
        await rival.ReplaceHolderAsync(storage);
        await StoppingAsync(lifetime);

        Assert.True(process.IsLost);
        await process.StopAsync(default);
    }

    static DeploymentLock Of(StorageOptions storage, bool isCluster = false, IHostApplicationLifetime? lifetime = null) =>
        new(storage, isCluster, lifetime ?? Lifetime(), Fast, NullLogger<DeploymentLock>.Instance);
}
