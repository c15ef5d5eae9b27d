using Kalshi.Silo.Configuration;
using Kalshi.Silo.Operations;
using Kalshi.Storage;
using Npgsql;

namespace Kalshi.Silo.Ingest;

/// <summary>Of all silos on one database, one reads the venues; the others stand by and take over within seconds.</summary>
/// <remarks>Who holds a lock of PostgreSQL leads. While PostgreSQL is away nobody else can take it, and the leader goes on: an
/// outage of the database must not stop the feeds. Should two lead for a moment, after a partition, each of their connections is
/// a session of its own in the record, so books go stale and are healed by snapshots; nothing is mixed.</remarks>
sealed partial class IngestLeadership(
    IServiceProvider services, SiloOptions options, FeedAccounts accounts, Readiness readiness, TimeProvider time,
    ILogger<IngestLeadership> logger) : BackgroundService
{
    const string Part = "ingest leadership";
    static readonly TimeSpan ClaimPeriod = TimeSpan.FromSeconds(1);

    /// <summary>Whether this silo reads the venues.</summary>
    internal bool IsLeader { get; private set; }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        readiness.Expect(Part);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var leaderLock = new LeaderLock(options.Storage, LeaderLock.Ingest);
        while (await NextTermAsync(leaderLock, stoppingToken))
        {
            IsLeader = true;
            await using var term = await IngestTerm.StartAsync(services);
            readiness.Done(Part);
            await Task.WhenAny(HoldAsync(leaderLock, stoppingToken), term.Ended);
            // A part that ended by itself takes the silo down with its reason; supervision starts it again.
            if (term.Ended.IsCompleted)
                await term.Ended;
            IsLeader = false;
        }
    }

    /// <summary>Waits for the lock.</summary>
    /// <returns>False at the stop.</returns>
    async Task<bool> NextTermAsync(LeaderLock leaderLock, CancellationToken stop)
    {
        for (var tries = 0; !stop.IsCancellationRequested; tries++)
        {
            var claim = await TryClaimAsync(leaderLock, stop);
            if (claim == LeaderClaim.Held)
            {
                LogLeads();
                return true;
            }
            if (claim == LeaderClaim.HeldByAnother && tries == 0)
            {
                LogStandsBy();
                accounts.Kalshi.State = accounts.Coinbase.State = "standby";
                readiness.Done(Part);
            }
            await RestAsync(stop);
        }
        return false;
    }

    /// <summary>Ends when another holds the lock, or at the stop.</summary>
    async Task HoldAsync(LeaderLock leaderLock, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await RestAsync(stop);
            if (await TryClaimAsync(leaderLock, stop) == LeaderClaim.HeldByAnother)
            {
                LogLost();
                return;
            }
        }
    }

    /// <returns>Null while PostgreSQL does not answer.</returns>
    async Task<LeaderClaim?> TryClaimAsync(LeaderLock leaderLock, CancellationToken stop)
    {
        try
        {
            return await leaderLock.ClaimAsync(stop);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            if (!stop.IsCancellationRequested)
                LogUnknown(e.Message);
            return null;
        }
    }

    async Task RestAsync(CancellationToken stop) =>
        await Task.Delay(ClaimPeriod, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    [LoggerMessage(6141, LogLevel.Information, "This silo reads the venues")]
    partial void LogLeads();

    [LoggerMessage(6142, LogLevel.Information, "Another silo reads the venues; standing by")]
    partial void LogStandsBy();

    [LoggerMessage(6143, LogLevel.Warning, "Another silo has taken over reading the venues; standing by")]
    partial void LogLost();

    [LoggerMessage(6144, LogLevel.Warning, "Who reads the venues is not known, PostgreSQL does not answer: {Reason}")]
    partial void LogUnknown(string reason);
}
