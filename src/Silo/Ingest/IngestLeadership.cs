using Kalshi.Silo.Operations;
using Kalshi.Storage;

namespace Kalshi.Silo.Ingest;

/// <summary>Of all silos on one database, one reads the venues; the others stand by and take over within seconds.</summary>
/// <remarks>Who holds a lock of PostgreSQL leads. While PostgreSQL is away nobody else can take it, and the leader goes on: an
/// outage of the database must not stop the feeds. Should two lead for a moment, after a partition, each of their connections is
/// a session of its own in the record, so books go stale and are healed by snapshots; nothing is mixed. A leader that finds
/// another in its place ends its process: supervision starts it again, as a standby that knows nothing from before.</remarks>
sealed partial class IngestLeadership(
    IIngest parts, StorageOptions storage, FeedAccounts accounts, Readiness readiness, IHostApplicationLifetime lifetime, TimeProvider time,
    ILogger<IngestLeadership> logger) : BackgroundService
{
    const string Part = "ingest leadership";
    static readonly TimeSpan ClaimPeriod = TimeSpan.FromSeconds(1);

    /// <summary>Whether another silo took over while this one read the venues.</summary>
    internal bool IsLost { get; private set; }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        readiness.Expect(Part);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var leaderLock = new LeaderLock(storage, LeaderLock.Ingest);
        if (!await LeadsAsync(leaderLock, stoppingToken))
            return;
        await parts.StartAsync();
        readiness.Done(Part);
        await Task.WhenAny(HoldAsync(leaderLock, stoppingToken), parts.Ended);
        await parts.StopAsync();
    }

    /// <summary>Waits for the lock.</summary>
    /// <returns>False at the stop.</returns>
    async Task<bool> LeadsAsync(LeaderLock leaderLock, CancellationToken stop)
    {
        var standsBy = false;
        while (!stop.IsCancellationRequested)
        {
            var claim = await leaderLock.TryClaimAsync(LogUnknown, stop);
            if (claim == LeaderClaim.Held)
            {
                LogLeads();
                return true;
            }
            if (claim == LeaderClaim.HeldByAnother && !standsBy)
            {
                standsBy = true;
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
            if (await leaderLock.TryClaimAsync(LogUnknown, stop) == LeaderClaim.HeldByAnother)
            {
                LogLost();
                IsLost = true;
                lifetime.StopApplication();
                return;
            }
        }
    }

    async Task RestAsync(CancellationToken stop) =>
        await Task.Delay(ClaimPeriod, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    [LoggerMessage(6141, LogLevel.Information, "This silo reads the venues")]
    partial void LogLeads();

    [LoggerMessage(6142, LogLevel.Information, "Another silo reads the venues; standing by")]
    partial void LogStandsBy();

    [LoggerMessage(6143, LogLevel.Error, "Another silo has taken over reading the venues; this one ends")]
    partial void LogLost();

    [LoggerMessage(6144, LogLevel.Warning, "Who reads the venues is not known, PostgreSQL does not answer: {Reason}")]
    partial void LogUnknown(string reason);
}
