using Kalshi.Venues;
using Microsoft.Extensions.Logging;

namespace Kalshi.Recorder;

/// <summary>Records the venue's stream: it connects, watches the open markets of the series, and connects again.</summary>
/// <remarks>Frames are written before anybody interprets them. A lost sequence ends the connection, since what follows could
/// not be played; the next one begins with new snapshots.</remarks>
sealed partial class KalshiRecording(
    RecorderOptions options, KalshiEndpoints endpoints, KalshiSigner signer, KalshiRest rest, CaptureWriter capture, RecorderProgress progress,
    TimeProvider clock, Random random, ILogger log)
{
    const int TickersPerCommand = 100;

    readonly FullJitterBackoff _backoff = new(options.Backoff, options.BackoffMax, random);

    internal async Task RunAsync(CancellationToken stop)
    {
        for (var attempt = 0; !stop.IsCancellationRequested; attempt++)
        {
            var began = clock.GetUtcNow();
            try
            {
                await ConnectAndRecordAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is VenueConnectionException or KalshiRestException)
            {
                progress.Lost(e.Message);
                capture.Control(Marks.Lost, new { reason = e.Message });
                LogLost(log, e.Message);
            }
            if (clock.GetUtcNow() - began > options.BackoffMax)
                attempt = 0;
            await Task.Delay(_backoff.Delay(attempt), clock, stop).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    async Task ConnectAndRecordAsync(CancellationToken stop)
    {
        var markets = await OpenMarketsAsync(stop);
        using var connection = await VenueConnection.OpenAsync(
            endpoints.WebSocket, signer.Sign("GET", endpoints.WebSocket), options.FrameMaxBytes, options.ConnectTimeout, clock, stop);
        foreach (var market in markets)
            capture.Watch(market);
        capture.Control(Marks.Connected, new { markets = markets.Count });
        progress.Connected(markets.Count);

        var session = new WatchedStream(connection, capture, progress, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            await session.SubscribeAsync(markets, stop);
            var receiving = session.ReceiveAsync(ending.Token);
            var tending = TendAsync(session, ending.Token);
            await await Task.WhenAny(receiving, tending);
        }
        finally
        {
            await ending.CancelAsync();
            await connection.CloseAsync(TimeSpan.FromSeconds(1), clock);
        }
    }

    /// <summary>Follows the catalogue, asks a silent venue whether it is there, and gives a new file its snapshots.</summary>
    async Task TendAsync(WatchedStream session, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250), clock);
        var (flushed, catalogue) = (clock.GetUtcNow(), clock.GetUtcNow());
        while (await timer.WaitForNextTickAsync(stop))
        {
            var now = clock.GetUtcNow();
            if (now - flushed >= options.FlushInterval)
            {
                capture.Flush();
                flushed = now;
            }
            if (capture.TakeContinued())
                await session.AskForSnapshotsAsync(stop);
            await session.ProbeAsync(now, options.SilenceMax, stop);
            if (now - catalogue >= options.CatalogueInterval)
            {
                await FollowAsync(session, stop);
                catalogue = now;
            }
        }
    }

    async Task FollowAsync(WatchedStream session, CancellationToken stop)
    {
        try
        {
            await session.FollowAsync(await OpenMarketsAsync(stop), stop);
        }
        catch (KalshiRestException e)
        {
            // The stream goes on without new markets until the catalogue answers again.
            LogNoCatalogue(log, e.Message);
        }
    }

    async Task<List<CatalogueMarket>> OpenMarketsAsync(CancellationToken stop)
    {
        var markets = new List<CatalogueMarket>();
        foreach (var series in options.Series)
        {
            var listing = await rest.MarketsAsync(new MarketQuery(Series: series, Status: MarketFilter.Open), stop);
            foreach (var reason in listing.Rejected)
                LogUnreadableMarket(log, series, reason);
            markets.AddRange(listing.Items.Where(m => m.CloseTs is not null && (m.Lower ?? m.Upper) is not null));
        }
        return markets;
    }

    internal static IEnumerable<T[]> InCommands<T>(IEnumerable<T> items) => items.Chunk(TickersPerCommand);

    [LoggerMessage(EventId = 9001, Level = LogLevel.Warning, Message = "The stream was lost and is connected again: {Reason}")]
    static partial void LogLost(ILogger log, string reason);

    [LoggerMessage(EventId = 9002, Level = LogLevel.Warning, Message = "The catalogue could not be read; the markets watched so far go on: {Reason}")]
    static partial void LogNoCatalogue(ILogger log, string reason);

    [LoggerMessage(EventId = 9003, Level = LogLevel.Warning, Message = "A market of {Series} cannot be read and is not recorded: {Reason}")]
    static partial void LogUnreadableMarket(ILogger log, string series, string reason);
}
