using Kalshi.Silo.Configuration;
using Kalshi.Silo.Orders;

namespace Kalshi.Silo.Ingest;

/// <summary>Everything that reads the venues, started and stopped as one.</summary>
sealed class IngestParts(
    SpotIngest spot, QuoteIngest quotes, MarketCatalogue catalogue, BookAuditService audit, OrderNews news, VenueSettlements settlements, SiloOptions options) : IIngest
{
    readonly BackgroundService[] _parts =
    [
        spot, quotes, catalogue,
        .. options.BookAuditSeconds > 0 ? (BackgroundService[])[audit] : [],
        .. news.IsWanted ? (BackgroundService[])[settlements, news] : [],
    ];

    public Task Ended { get; private set; } = Task.CompletedTask;

    public async Task StartAsync()
    {
        foreach (var part in _parts)
            await part.StartAsync(CancellationToken.None);
        Ended = EndAsync();
    }

    /// <summary>Ends the parts, the last started first.</summary>
    public async Task StopAsync()
    {
        var endedEarly = Ended.IsFaulted ? Ended : Task.CompletedTask;
        foreach (var part in _parts.Reverse())
            await part.StopAsync(CancellationToken.None);
        await endedEarly;
    }

    async Task EndAsync() => await await Task.WhenAny(_parts.Select(part => part.ExecuteTask ?? Task.CompletedTask));
}
