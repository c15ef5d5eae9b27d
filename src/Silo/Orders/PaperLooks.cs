using Kalshi.Grains;
using Kalshi.Grains.Orders;

namespace Kalshi.Silo.Orders;

/// <summary>Lets the paper engine look at the books of its resting orders, and tells the orders that something happened to them.</summary>
sealed partial class PaperLooks(
    IGrainFactory grains, BookPaperVenue venue, PaperFillOptions options, OrderServiceOptions service, VenueClock clock, TimeProvider time, ILogger<PaperLooks> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (service.PaperFills != PaperFills.Book)
            return;
        using var timer = new PeriodicTimer(clock.OnWall(options.LookInterval), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var orderId in await venue.LookAsync())
                    await grains.GetGrain<IOrderGrain>(orderId).RefreshAsync();
            }
            catch (Exception e)
            {
                // Reconciliation comes by these orders as well.
                LogFailed(e);
            }
        }
    }

    [LoggerMessage(6331, LogLevel.Warning, "A look at the books of resting paper orders failed")]
    partial void LogFailed(Exception exception);
}
