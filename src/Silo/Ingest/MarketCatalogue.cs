using Kalshi.Grains;
using Kalshi.Grains.Edges;
using Kalshi.Silo.Configuration;
using Kalshi.Silo.Operations;
using Kalshi.Trading;
using Kalshi.Venues;

namespace Kalshi.Silo.Ingest;

/// <summary>Reads the venue's catalogue on its interval, records what is new, tells the feed which markets to watch, and follows
/// closed markets until they are settled.</summary>
sealed partial class MarketCatalogue(
    KalshiRest rest, KalshiFeed feed, EventPump pump, SiloOptions options, EdgeGrainOptions edges, VenueClock clock,
    Readiness readiness, ILogger<MarketCatalogue> logger) : BackgroundService
{
    const string Source = "kalshi.rest";
    const string Part = "market catalogue";

    // A market that nobody has settled by then never will be without an operator.
    const long GiveUpAfterSeconds = 7 * 24 * 3600;

    readonly Dictionary<MarketTicker, CatalogueMarket> _known = [];

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        readiness.Expect(Part);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.CatalogueIntervalSeconds), clock.Time);
        do
        {
            try
            {
                await ReadAsync(stoppingToken);
                readiness.Done(Part);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // The markets that are known go on; the next reading tries again.
                LogUnreadable(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    async Task ReadAsync(CancellationToken stop)
    {
        var listed = new HashSet<MarketTicker>();
        foreach (var series in options.Series)
        {
            // Those about to open as well: their book is watched from its first order on.
            foreach (var filter in (MarketFilter[])[MarketFilter.Open, MarketFilter.Unopened])
            {
                var listing = await rest.MarketsAsync(series, filter, stop);
                foreach (var reason in listing.Rejected)
                    LogRejected(series, reason);
                foreach (var market in listing.Items.Where(m => m.CloseTs <= HorizonEnd))
                {
                    listed.Add(market.Ticker);
                    await RecordAsync(market, stop);
                }
            }
        }
        await FollowAsync(listed, stop);
        feed.Watch([.. _known.Values.Where(IsWatched).Select(m => m.Ticker)]);
    }

    /// <summary>Markets that are no longer listed: closed, and then settled.</summary>
    async Task FollowAsync(HashSet<MarketTicker> listed, CancellationToken stop)
    {
        foreach (var market in _known.Values.Where(m => !listed.Contains(m.Ticker)).ToArray())
        {
            var current = await rest.MarketAsync(market.Ticker, stop);
            await RecordAsync(current, stop);
            if (current.IsSettled || current.CloseTs < clock.NowTs - GiveUpAfterSeconds)
                _known.Remove(market.Ticker);
        }
    }

    async Task RecordAsync(CatalogueMarket market, CancellationToken stop)
    {
        var now = clock.NowTs;
        var before = _known.GetValueOrDefault(market.Ticker);
        if (before is null || CatalogueEvents.Lifecycle(before, now) != CatalogueEvents.Lifecycle(market, now))
            await pump.PublishAsideAsync(CatalogueEvents.Lifecycle(market, now), Source, stop);
        if (before is null || CatalogueEvents.Contract(before, now) != CatalogueEvents.Contract(market, now))
            await pump.PublishAsideAsync(CatalogueEvents.Contract(market, now), Source, stop);
        _known[market.Ticker] = market;
    }

    bool IsWatched(CatalogueMarket market) =>
        !market.IsSettled && market.Outcome is null && (market.CloseTs is not { } close || close >= clock.NowTs);

    long HorizonEnd => clock.NowTs + edges.Parameters.Universe.HorizonLimitSeconds;

    [LoggerMessage(6121, LogLevel.Warning, "The market catalogue could not be read; the next reading tries again")]
    partial void LogUnreadable(Exception exception);

    [LoggerMessage(6122, LogLevel.Warning, "A market of {Series} cannot be read: {Reason}")]
    partial void LogRejected(string series, string reason);
}
