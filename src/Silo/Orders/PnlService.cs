using Kalshi.Grains;
using Kalshi.Grains.Orders;

namespace Kalshi.Silo.Orders;

/// <summary>Records what every account is worth, once an interval. What fails is one missing point of a curve.</summary>
sealed partial class PnlService(
    IGrainFactory grains, OrderVenues venues, OrderServiceOptions options, VenueClock clock, TimeProvider time, ILogger<PnlService> logger)
    : EachAccount(venues, options.SnapshotInterval, clock, time)
{
    protected override Task DoAsync(string account) => grains.GetGrain<IPositionGrain>(account).SnapshotAsync();

    [LoggerMessage(6321, LogLevel.Warning, "No P&L snapshot of account {Account} could be recorded")]
    protected override partial void LogFailed(string account, Exception exception);
}
