using Kalshi.Grains;
using Kalshi.Grains.Orders;

namespace Kalshi.Silo.Orders;

/// <summary>Does something for every account once an interval of the venue's clock; an account for which it fails is done again with
/// the next one.</summary>
abstract class EachAccount(OrderVenues venues, TimeSpan interval, VenueClock clock, TimeProvider time) : BackgroundService
{
    protected abstract Task DoAsync(string account);

    protected abstract void LogFailed(string account, Exception exception);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(clock.OnWall(interval), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var account in venues.Accounts)
            {
                try
                {
                    await DoAsync(account);
                }
                catch (Exception e)
                {
                    LogFailed(account, e);
                }
            }
        }
    }
}
