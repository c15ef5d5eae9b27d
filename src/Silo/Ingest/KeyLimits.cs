using Kalshi.Grains;
using Kalshi.Venues;

namespace Kalshi.Silo.Ingest;

/// <summary>Asks the venue once an hour what our key may spend and what calls cost. Until it answers, the figures of the lowest tier hold.</summary>
sealed partial class KeyLimits(KalshiRest rest, RestLine line, VenueClock clock, ILogger<KeyLimits> logger) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock.Time);
        do
        {
            try
            {
                var limits = await rest.AccountLimitsAsync(stoppingToken);
                line.Apply(limits);
                line.Apply(await rest.EndpointCostsAsync(stoppingToken));
                LogLimits(limits.Tier, limits.Read.PerSecond, limits.Write.PerSecond);
            }
            catch (KalshiRestException e)
            {
                LogUnknown(e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(6131, LogLevel.Information, "The key's tier is {Tier}: {Read} tokens a second for reading, {Write} for writing")]
    partial void LogLimits(string tier, double read, double write);

    [LoggerMessage(6132, LogLevel.Warning, "The venue does not tell the key's limits, those of the lowest tier hold: {Reason}")]
    partial void LogUnknown(string reason);
}
