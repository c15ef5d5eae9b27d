using Kalshi.Grains;
using Kalshi.Grains.Orders;

namespace Kalshi.Silo.Orders;

/// <summary>Marks what every account holds, so that the loss of a day counts positions before they are sold or settled. What is
/// realised is checked with each booking.</summary>
sealed partial class LossWatch(
    IGrainFactory grains, OrderVenues venues, OrderServiceOptions options, VenueClock clock, TimeProvider time, ILogger<LossWatch> logger)
    : EachAccount(venues, options.MarkInterval, clock, time)
{
    protected override Task DoAsync(string account) => grains.GetGrain<IPositionGrain>(account).MarkAsync();

    [LoggerMessage(6341, LogLevel.Warning, "The positions of account {Account} could not be marked")]
    protected override partial void LogFailed(string account, Exception exception);
}
