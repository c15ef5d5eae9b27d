using Kalshi.Grains;

namespace Kalshi.Silo.Safety.Gates;

/// <summary>Keeps the gate closed for entries with real capital until every readiness gate is green, and closes it again when one no
/// longer is.</summary>
sealed partial class LiveGuard(
    IGrainFactory grains, ReadinessGates gates, SafetyOptions safety, TimeProvider time, ILogger<LiveGuard> logger) : BackgroundService
{
    static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!safety.RealCapital)
            return;
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await ApplyAsync(await gates.CheckAsync(stoppingToken));
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Closed since the start, or as the last check left it.
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    async Task ApplyAsync(CheckReport report)
    {
        var gate = grains.GetGrain<ITradingGateGrain>(GateScope.Global);
        if (report.Green)
            await gate.ClearAsync(GateCauses.ReadinessGates, "all readiness gates are green");
        else
            await gate.RaiseAsync(GateCauses.NotReady("not green: " + string.Join(", ", report.Checks.Where(c => !c.Green).Select(c => c.Name))));
    }

    [LoggerMessage(6421, LogLevel.Error, "The readiness gates could not be checked; trying again")]
    partial void LogFailed(Exception exception);
}
