using Kalshi.Grains;

namespace Kalshi.Silo.Safety;

/// <summary>Tells the global gate every second of the venue's clock how the system is, and whether the kill switch's file exists.
/// Should it end, the gate closes for entries by itself.</summary>
sealed partial class HealthWatch(
    IGrainFactory grains, HealthProbe probe, KillSwitches killSwitches, VenueClock clock, ILogger<HealthWatch> logger) : BackgroundService
{
    readonly HealthMetrics _metrics = new();

    // A venue's clock may run a hundred times faster; this process need not look more often than that.
    static readonly TimeSpan ShortestPeriod = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var period = clock.OnWall(TimeSpan.FromSeconds(1));
        using var timer = new PeriodicTimer(period < ShortestPeriod ? ShortestPeriod : period, TimeProvider.System);
        do
        {
            try
            {
                await killSwitches.CheckFileAsync();
                _metrics.Latest = await probe.MeasureAsync(stoppingToken);
                await grains.GetGrain<ITradingGateGrain>(GateScope.Global).ObserveAsync(_metrics.Latest);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // The gate sees that nobody watches.
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    public override void Dispose()
    {
        _metrics.Dispose();
        base.Dispose();
    }

    [LoggerMessage(6411, LogLevel.Error, "Health could not be measured or told; trying again")]
    partial void LogFailed(Exception exception);
}
