using Kalshi.Grains;
using Kalshi.Grains.Orders;
using Kalshi.Grains.Positions;
using Kalshi.Silo.Configuration;

namespace Kalshi.Silo.Operations;

/// <summary>Finishes orders that a crash or a fault left open, pays out what is still held of markets that are over, and keeps the
/// edge grain running: in a cluster its activation may end with the silo that held it, and this comes sooner than the reminder.</summary>
sealed partial class StrategyWatchdog(
    IGrainFactory grains, OrderVenues venues, SiloOptions options, Readiness readiness, TimeProvider time, ILogger<StrategyWatchdog> logger) : BackgroundService
{
    const string Part = "strategy";
    static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        readiness.Expect(Part);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            // Each for itself: one that fails must not keep the others from being done.
            if (await TryAsync(ResumeOrdersAsync) & await TryAsync(KeepEdgesRunningAsync) & await TryAsync(PayOutAsync))
                readiness.Done(Part);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    async Task<bool> TryAsync(Func<Task> duty)
    {
        try
        {
            await duty();
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
            return false;
        }
    }

    Task KeepEdgesRunningAsync() => grains.GetGrain<IEdgeWakerGrain>(options.ProductId).EnsureRunningAsync();

    async Task ResumeOrdersAsync()
    {
        foreach (var account in venues.Accounts)
            await grains.GetGrain<IOrdersGrain>(account).ResumeAsync();
    }

    async Task PayOutAsync()
    {
        foreach (var account in venues.Accounts)
            await EndedMarkets.PayOutAsync(grains, account);
    }

    [LoggerMessage(6221, LogLevel.Error, "The strategy could not be started; trying again")]
    partial void LogFailed(Exception exception);
}
