using Kalshi.Grains;
using Kalshi.Grains.Orders;

namespace Kalshi.Silo.Orders;

/// <summary>Records what every account is worth, once an interval.</summary>
sealed partial class PnlService(
    IGrainFactory grains, OrderVenues venues, OrderServiceOptions options, VenueClock clock, TimeProvider time, ILogger<PnlService> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(clock.OnWall(options.SnapshotInterval), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var account in venues.Accounts)
            {
                try
                {
                    await grains.GetGrain<IPositionGrain>(account).SnapshotAsync();
                }
                catch (Exception e)
                {
                    // One missing point of a curve; the next one comes in an interval.
                    LogFailed(account, e);
                }
            }
        }
    }

    [LoggerMessage(6321, LogLevel.Warning, "No P&L snapshot of account {Account} could be recorded")]
    partial void LogFailed(string account, Exception exception);
}
