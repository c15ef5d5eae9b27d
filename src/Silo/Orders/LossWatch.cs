using Kalshi.Grains;
using Kalshi.Grains.Orders;

namespace Kalshi.Silo.Orders;

/// <summary>Marks what every account holds, so that the loss of a day counts positions before they are sold or settled.</summary>
sealed partial class LossWatch(
    IGrainFactory grains, OrderVenues venues, OrderServiceOptions options, VenueClock clock, TimeProvider time, ILogger<LossWatch> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(clock.OnWall(options.MarkInterval), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var account in venues.Accounts)
            {
                try
                {
                    await grains.GetGrain<IPositionGrain>(account).MarkAsync();
                }
                catch (Exception e)
                {
                    // The next mark comes in an interval; what is realised is checked with each booking.
                    LogFailed(account, e);
                }
            }
        }
    }

    [LoggerMessage(6361, LogLevel.Warning, "The positions of account {Account} could not be marked")]
    partial void LogFailed(string account, Exception exception);
}
