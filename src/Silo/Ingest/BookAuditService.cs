using Kalshi.Silo.Configuration;
using Kalshi.Venues;

namespace Kalshi.Silo.Ingest;

/// <summary>Runs the comparison of books with REST for as long as this silo reads the venues.</summary>
sealed class BookAuditService(BookAudit audit, SiloOptions options) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => options.BookAuditSeconds > 0
        ? audit.RunAsync(stoppingToken)
        : Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stoppingToken);
}
