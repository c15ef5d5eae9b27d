using Kalshi.Silo.Recording;
using Kalshi.Storage;

namespace Kalshi.Silo.Supervision;

/// <summary>One process runs a deployment, or the silos of a cluster do. Who is started on the same database beside them does
/// not start: its grains would be active twice, and only storage would stand between.</summary>
/// <remarks>A lock of PostgreSQL, taken before any grain is active: alone by a process of its own, shared by the silos of a cluster.
/// It does not tell clusters of different names from each other. While PostgreSQL is away nobody can take the lock, and its
/// holder goes on. A holder that finds another in its place, after a partition, ends its process.</remarks>
/// <param name="isCluster">Whether this is a silo of a cluster with others.</param>
sealed partial class DeploymentLock(
    StorageOptions storage, bool isCluster, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<DeploymentLock> logger)
    : BackgroundService
{
    static readonly TimeSpan ClaimPeriod = TimeSpan.FromSeconds(1);

    // Longer than PostgreSQL takes to notice that a holder's machine has vanished.
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    readonly LeaderLock _lock = new(storage, LeaderLock.Deployment, isCluster);

    /// <summary>Whether another process took over while this one ran.</summary>
    internal bool IsLost { get; private set; }

    /// <exception cref="StartupException">Another process runs this deployment.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (await _lock.TryClaimAsync(LogUnknown, cancellationToken) != LeaderClaim.Held)
        {
            if (time.GetElapsedTime(start) > Patience)
                throw new StartupException(
                    $"another process runs this deployment (PG_DSN): {(isCluster ? "one that is in no cluster" : "stop it, or let both be silos of a cluster, ORLEANS_CLUSTERING=adonet")}");
            await RestAsync(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
        }
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _lock.DisposeAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await RestAsync(stoppingToken);
            if (await _lock.TryClaimAsync(LogUnknown, stoppingToken) != LeaderClaim.HeldByAnother)
                continue;
            LogReplaced();
            IsLost = true;
            lifetime.StopApplication();
            return;
        }
    }

    async Task RestAsync(CancellationToken stop) =>
        await Task.Delay(ClaimPeriod, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    [LoggerMessage(6171, LogLevel.Error, "Another process runs this deployment now; this one ends")]
    partial void LogReplaced();

    [LoggerMessage(6172, LogLevel.Warning, "Who runs this deployment is not known, PostgreSQL does not answer: {Reason}")]
    partial void LogUnknown(string reason);
}
