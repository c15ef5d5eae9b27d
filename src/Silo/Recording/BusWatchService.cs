using Kalshi.Bus.Nats;
using Kalshi.Bus.Watching;

namespace Kalshi.Silo.Recording;

/// <summary>Looks at the bus every few seconds, for status and metrics.</summary>
sealed partial class BusWatchService(BusWatch watch, TimeProvider time, ILogger<BusWatchService> logger) : BackgroundService
{
    static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await watch.LookAsync(stoppingToken);
            }
            catch (NatsException e)
            {
                LogUnseen(e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(6201, LogLevel.Warning, "The bus could not be looked at; its metrics are those of the last look: {Reason}")]
    partial void LogUnseen(string reason);
}
