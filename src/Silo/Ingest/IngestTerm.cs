namespace Kalshi.Silo.Ingest;

/// <summary>Feeds and catalogue of one term as leader: new ones each time, since a feed that has ended does not begin again.</summary>
sealed class IngestTerm : IAsyncDisposable
{
    readonly AsyncServiceScope _scope;
    readonly BackgroundService[] _parts;

    IngestTerm(AsyncServiceScope scope, BackgroundService[] parts)
    {
        _scope = scope;
        _parts = parts;
        Ended = EndAsync();
    }

    /// <summary>Ends when a part has ended, by itself or at the term's end; with its exception, if it had one.</summary>
    internal Task Ended { get; }

    internal static async Task<IngestTerm> StartAsync(IServiceProvider services)
    {
        var scope = services.CreateAsyncScope();
        BackgroundService[] parts =
        [
            scope.ServiceProvider.GetRequiredService<SpotIngest>(),
            scope.ServiceProvider.GetRequiredService<QuoteIngest>(),
            scope.ServiceProvider.GetRequiredService<MarketCatalogue>(),
            scope.ServiceProvider.GetRequiredService<BookAuditService>(),
        ];
        // Instruments of the feed live as long as the feed.
        await scope.ServiceProvider.GetRequiredService<VenueMetrics>().StartAsync(CancellationToken.None);
        services.GetRequiredService<CurrentTerm>().Begin(scope.ServiceProvider);
        foreach (var part in parts)
            await part.StartAsync(CancellationToken.None);
        return new(scope, parts);
    }

    /// <summary>Ends the parts, the last started first; each lets what it has read reach the record.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var part in _parts.Reverse())
            await part.StopAsync(CancellationToken.None);
        _scope.ServiceProvider.GetRequiredService<CurrentTerm>().End();
        await _scope.DisposeAsync();
    }

    async Task EndAsync() => await await Task.WhenAny(_parts.Select(part => part.ExecuteTask ?? Task.CompletedTask));
}
