using Npgsql;

namespace Kalshi.Storage.Tests;

/// <summary>What at most one process may do at a time.</summary>
[Collection(PostgresCollection.Name)]
public sealed class LeaderLockTests(PostgresFixture postgres)
{
    const long Key = 42;

    [Fact]
    public async Task Of_two_that_claim_one_holds_it_until_it_lets_go()
    {
        var options = await OptionsAsync();
        await using var first = new LeaderLock(options, Key);
        await using var second = new LeaderLock(options, Key);

        Assert.Equal(LeaderClaim.Held, await ClaimAsync(first));
        Assert.Equal(LeaderClaim.HeldByAnother, await ClaimAsync(second));
        await first.DisposeAsync();

        Assert.Equal(LeaderClaim.Held, await EventuallyHeldAsync(second));
        Assert.Equal(LeaderClaim.HeldByAnother, await ClaimAsync(first));
    }

    [Fact]
    public async Task However_often_it_was_claimed_letting_go_once_frees_it()
    {
        var options = await OptionsAsync();
        await using var second = new LeaderLock(options, Key);
        await using (var first = new LeaderLock(options, Key))
        {
            for (var claim = 0; claim < 5; claim++)
                Assert.Equal(LeaderClaim.Held, await ClaimAsync(first));
        }

        Assert.Equal(LeaderClaim.Held, await EventuallyHeldAsync(second));
    }

    [Fact]
    public async Task Locks_of_different_keys_and_of_different_databases_do_not_meet()
    {
        var options = await OptionsAsync();
        await using var one = new LeaderLock(options, Key);
        await using var other = new LeaderLock(options, Key + 1);
        await using var elsewhere = new LeaderLock(await OptionsAsync(), Key);

        Assert.Equal(LeaderClaim.Held, await ClaimAsync(one));
        Assert.Equal(LeaderClaim.Held, await ClaimAsync(other));
        Assert.Equal(LeaderClaim.Held, await ClaimAsync(elsewhere));
    }

    [Fact]
    public async Task Those_that_share_hold_it_together_and_not_beside_one_that_does_not()
    {
        var options = await OptionsAsync();
        await using var first = new LeaderLock(options, Key, isShared: true);
        await using var second = new LeaderLock(options, Key, isShared: true);
        await using var alone = new LeaderLock(options, Key);

        Assert.Equal(LeaderClaim.Held, await ClaimAsync(first));
        Assert.Equal(LeaderClaim.Held, await ClaimAsync(second));
        Assert.Equal(LeaderClaim.HeldByAnother, await ClaimAsync(alone));
        await first.DisposeAsync();
        Assert.Equal(LeaderClaim.HeldByAnother, await ClaimAsync(alone));
        await second.DisposeAsync();

        Assert.Equal(LeaderClaim.Held, await EventuallyHeldAsync(alone));
        Assert.Equal(LeaderClaim.HeldByAnother, await ClaimAsync(first));
    }

    [Fact]
    public async Task A_holder_whose_session_has_ended_learns_it_and_finds_its_heir()
    {
        var options = await OptionsAsync();
        await using var first = new LeaderLock(options, Key);
        await using var second = new LeaderLock(options, Key);
        await ClaimAsync(first);

        await EndSessionsAsync(options);
        Assert.Equal(LeaderClaim.Held, await EventuallyHeldAsync(second));

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ClaimAsync(first));
        Assert.Equal(LeaderClaim.HeldByAnother, await ClaimAsync(first));
    }

    [Fact]
    public async Task A_server_that_is_away_answers_nobody_and_gives_the_lock_to_the_first_that_claims_after()
    {
        await using var server = await Servers.PostgresServer.StartAsync();
        var options = new StorageOptions { Dsn = await server.CreateDatabaseAsync() };
        await using var first = new LeaderLock(options, Key);
        await using var second = new LeaderLock(options, Key);
        await ClaimAsync(first);

        await server.StopAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ClaimAsync(first));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ClaimAsync(second));
        await server.StartAgainAsync();

        Assert.Equal(LeaderClaim.Held, await ClaimAsync(first));
        Assert.Equal(LeaderClaim.HeldByAnother, await ClaimAsync(second));
    }

    async Task<StorageOptions> OptionsAsync() => new() { Dsn = await postgres.EmptyDatabaseAsync() };

    static Task<LeaderClaim> ClaimAsync(LeaderLock leaderLock) => leaderLock.ClaimAsync(Eventually.Limit);

    // PostgreSQL ends a session some moments after its client has gone.
    static async Task<LeaderClaim> EventuallyHeldAsync(LeaderLock leaderLock)
    {
        var limit = Eventually.Limit;
        LeaderClaim claim;
        while ((claim = await leaderLock.ClaimAsync(limit)) != LeaderClaim.Held)
            await Task.Delay(20, limit);
        return claim;
    }

    static Task EndSessionsAsync(StorageOptions options) => new Database(options.Dsn).ExecuteAsync(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'kalshi-leadership' AND datname = current_database()");
}
