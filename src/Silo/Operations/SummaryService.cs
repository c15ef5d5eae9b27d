using Kalshi.Silo.Configuration;

namespace Kalshi.Silo.Operations;

/// <summary>Prints the summary line on its interval.</summary>
sealed partial class SummaryService(StatusReader status, SiloOptions options, ILogger<SummaryService> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The line is for a person, so it keeps the wall clock's pace even when the venue's runs faster.
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.SummaryIntervalSeconds), TimeProvider.System);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                Console.WriteLine(SummaryLine.Of(await status.ReadAsync()));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogUnreadable(e);
            }
        }
    }

    [LoggerMessage(6231, LogLevel.Warning, "The status could not be read")]
    partial void LogUnreadable(Exception exception);
}
