using Kalshi.Grains;
using Kalshi.Silo.Configuration;
using Kalshi.Silo.Recording;
using Kalshi.Storage;
using Kalshi.Venues;

namespace Kalshi.Silo.Ingest;

/// <summary>Everything that speaks to the venues. One line to Kalshi's REST API for all of it, since the venue counts by key.</summary>
static class VenueServices
{
    /// <summary>How long a comparison of books waits for the stream to catch up; generous, since a busy host is no fault of the venue.</summary>
    static readonly TimeSpan AuditSlack = TimeSpan.FromSeconds(5);

    internal static void AddVenues(this IServiceCollection services, SiloOptions options, KalshiCredentials credentials, VenueClock clock, Random random)
    {
        // What the host's own pace decides is wall time, which is more of a venue's that runs faster.
        var pace = Math.Max(1, options.ClockRate);
        var feed = new KalshiFeedOptions();
        feed = feed with
        {
            // A venue that is not compared with its REST plays without pacing: its frames wait for us, not we for them.
            AgeGrowthMax = options.BookAuditSeconds == 0 ? TimeSpan.MaxValue : feed.AgeGrowthMax * pace,
            FirstMessageTimeout = feed.FirstMessageTimeout * pace,
            SnapshotTimeout = options.SnapshotTimeout,
        };
        services.AddSingleton(_ => new RestLine(new(), clock.Time));
        services.AddSingleton(provider => new KalshiFeed(
            options.Kalshi, credentials, feed, clock.Time, random, provider.GetRequiredService<ILogger<KalshiFeed>>()));
        services.AddSingleton(provider => new KalshiRest(
            options.Kalshi, credentials, KalshiRest.CreateHttpClient(), new(), clock.Time, random, provider.GetRequiredService<RestLine>()));
        services.AddSingleton(provider => new BookAudit(
            provider.GetRequiredService<KalshiFeed>(), provider.GetRequiredService<KalshiRest>(),
            new() { Interval = TimeSpan.FromSeconds(Math.Max(1, options.BookAuditSeconds)) * pace, Slack = AuditSlack * pace }, clock.Time, random,
            provider.GetRequiredService<ILogger<BookAudit>>()));
        services.AddSingleton(provider => new CoinbaseFeed(
            new() { Address = options.CoinbaseWebSocket, Products = [options.ProductId] }, clock.Time, random,
            provider.GetRequiredService<ILogger<CoinbaseFeed>>()));
        services.AddSingleton<FeedAccounts>();
        services.AddSingleton<EventPump>();
        services.AddSingleton(random);
        services.AddHostedService<KeyLimits>();
        services.AddSingleton<SpotIngest>();
        services.AddSingleton<QuoteIngest>();
        services.AddSingleton(provider => new CatalogueQueries(provider.GetRequiredService<EventRecord>().Readers));
        services.AddSingleton<MarketCatalogue>();
        services.AddSingleton<BookAuditService>();
        services.AddSingleton<IIngest, IngestParts>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<IngestLeadership>(provider, options.Storage));
        services.AddHostedService(provider => provider.GetRequiredService<IngestLeadership>());
        services.AddHostedService<VenueMetrics>();
    }
}
