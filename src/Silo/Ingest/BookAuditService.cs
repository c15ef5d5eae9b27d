using Kalshi.Venues;

namespace Kalshi.Silo.Ingest;

/// <summary>Runs the comparison of books with REST for as long as the silo runs.</summary>
sealed class BookAuditService(BookAudit audit) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => audit.RunAsync(stoppingToken);
}
