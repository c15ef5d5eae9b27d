using Kalshi.Grains;
using Kalshi.Grains.Edges;
using Kalshi.Silo.Configuration;
using Kalshi.Silo.Operations;
using Kalshi.Storage;
using Kalshi.Trading;
using Kalshi.Venues;
using Npgsql;

namespace Kalshi.Silo.Ingest;

/// <summary>Reads the venue's catalogue on its interval, records what is new, tells the feed which markets to watch, and follows
/// closed markets until they are settled, those of earlier runs as well.</summary>
/// <remarks>A series that cannot be read does not hold the others up: what was known of it goes on.</remarks>
sealed partial class MarketCatalogue(
    KalshiRest rest, KalshiFeed feed, EventPump pump, CatalogueQueries record, SiloOptions options, EdgeGrainOptions edges, VenueClock clock, Random random,
    Readiness readiness, ILogger<MarketCatalogue> logger) : BackgroundService
{
    const string Source = "kalshi.rest";
    const string Part = "market catalogue";

    // A market that nobody has settled by then never will be without an operator.
    const long GiveUpAfterSeconds = 7 * 24 * 3600;

    const int FollowedPerCall = 100;

    readonly KnownMarkets _known = new(payload => pump.PublishAsideAsync(payload, Source, CancellationToken.None));
    bool _hasRecalled;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        readiness.Expect(Part);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var interval = TimeSpan.FromSeconds(options.CatalogueIntervalSeconds);
        await ReadAndReportAsync(stoppingToken);
        await Task.Delay(Stagger.First(interval, random), clock.Time, stoppingToken);
        using var timer = new PeriodicTimer(interval, clock.Time);
        do
            await ReadAndReportAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    async Task ReadAndReportAsync(CancellationToken stop)
    {
        try
        {
            if (await ReadAsync(stop))
                readiness.Done(Part);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            // The markets that are known go on; the next reading tries again.
            LogUnreadable(e);
        }
    }

    /// <returns>Whether every series that is traded could be read.</returns>
    async Task<bool> ReadAsync(CancellationToken stop)
    {
        var listed = new HashSet<MarketTicker>();
        var unread = new HashSet<string>(StringComparer.Ordinal);
        foreach (var series in options.Series.Concat(options.WatchedSeries).Distinct(StringComparer.Ordinal))
        {
            try
            {
                await ReadSeriesAsync(series, listed, stop);
            }
            catch (KalshiRestException e)
            {
                unread.Add(series);
                LogSeriesUnreadable(series, e.Message);
            }
        }
        await RecallAsync(stop);
        await FollowAsync([.. _known.Tickers.Where(ticker => !listed.Contains(ticker) && !unread.Contains(ticker.Series))], stop);
        feed.Watch([.. _known.Read.Where(IsWatched).Select(m => m.Ticker)]);
        await _known.ConfirmAsync();
        foreach (var (ticker, status) in _known.Forget(clock.NowTs - GiveUpAfterSeconds))
            LogGivenUp(ticker.Value, status);
        return !options.Series.Any(unread.Contains);
    }

    /// <summary>Once: takes up what earlier runs began to follow, for it may have closed or been settled while nobody looked.</summary>
    async Task RecallAsync(CancellationToken stop)
    {
        if (_hasRecalled)
            return;
        try
        {
            foreach (var market in await record.UnsettledAsync(clock.NowTs - GiveUpAfterSeconds, stop))
                _known.Follow(MarketTicker.Parse(market.Ticker, "recorded market"), market.CloseTs);
            _hasRecalled = true;
        }
        catch (NpgsqlException e)
        {
            LogNotRecalled(e.Message);
        }
    }

    async Task ReadSeriesAsync(string series, HashSet<MarketTicker> listed, CancellationToken stop)
    {
        // Only what can be traded soon; of series that are only watched, everything.
        var until = options.Series.Contains(series) ? HorizonEnd : long.MaxValue;
        // Those about to open as well: their book is watched from its first order on.
        foreach (var filter in (MarketFilter[])[MarketFilter.Open, MarketFilter.Unopened])
        {
            var listing = await rest.MarketsAsync(series, filter, stop);
            foreach (var reason in listing.Rejected)
                LogRejected(series, reason);
            foreach (var market in listing.Items.Where(m => m.CloseTs <= until))
            {
                listed.Add(market.Ticker);
                await TakeAsync(market);
            }
        }
    }

    /// <summary>Markets that are no longer listed: closed, then settled, or taken away by the venue.</summary>
    async Task FollowAsync(IReadOnlyList<MarketTicker> tickers, CancellationToken stop)
    {
        foreach (var chunk in tickers.Chunk(FollowedPerCall))
        {
            Listing<CatalogueMarket> listing;
            try
            {
                listing = await rest.MarketsAsync(new MarketQuery(Tickers: chunk), stop);
            }
            catch (KalshiRestException e)
            {
                LogSeriesUnreadable(string.Join(',', chunk.Take(3)), e.Message);
                continue;
            }
            foreach (var reason in listing.Rejected)
                LogRejected("the followed ones", reason);
            foreach (var market in listing.Items.Where(m => _known.Has(m.Ticker)))
                await TakeAsync(market);
        }
    }

    Task TakeAsync(CatalogueMarket market)
    {
        if (!_known.WasRead(market.Ticker) && market.GridFault() is { } fault)
            LogGrid(market.Ticker.Value, fault);
        return _known.TakeAsync(market, clock.NowTs);
    }

    bool IsWatched(CatalogueMarket market) =>
        !market.IsSettled && market.Outcome is null && (market.CloseTs is not { } close || close >= clock.NowTs);

    long HorizonEnd => clock.NowTs + edges.Parameters.Universe.HorizonLimitSeconds;

    [LoggerMessage(6121, LogLevel.Warning, "The market catalogue could not be read; the next reading tries again")]
    partial void LogUnreadable(Exception exception);

    [LoggerMessage(6122, LogLevel.Warning, "A market of {Series} cannot be read: {Reason}")]
    partial void LogRejected(string series, string reason);

    [LoggerMessage(6123, LogLevel.Warning, "The markets of {Series} could not be read, what was known of them goes on: {Reason}")]
    partial void LogSeriesUnreadable(string series, string reason);

    [LoggerMessage(6124, LogLevel.Warning, "The price grid of {Market} is not what its name promises; orders keep to the venue's ranges: {Reason}")]
    partial void LogGrid(string market, string reason);

    [LoggerMessage(6125, LogLevel.Error, "{Market} is still {Status} a week after its close and is no longer followed: its result must be booked by hand")]
    partial void LogGivenUp(string market, string status);

    [LoggerMessage(6126, LogLevel.Warning, "Markets of earlier runs could not be read from the record; the next reading tries again: {Reason}")]
    partial void LogNotRecalled(string reason);
}
