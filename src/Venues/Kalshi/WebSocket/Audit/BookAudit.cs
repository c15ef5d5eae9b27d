using Kalshi.Trading;
using Microsoft.Extensions.Logging;

namespace Kalshi.Venues;

/// <summary>Compares the best prices of the feed's books with those that REST shows, on an interval: a stream can go quiet for one
/// market, or fall behind, while its numbers are in order and its heartbeats go on. A book that differs is stale at once and asked for
/// again.</summary>
public sealed partial class BookAudit(
    KalshiFeed feed, KalshiRest rest, BookAuditOptions options, TimeProvider clock, Random random, ILogger<BookAudit> log)
{
    MarketTicker? _last;

    public BookAuditCounters Counters { get; } = new();

    /// <summary>Runs until <paramref name="stop"/>. The first comparison comes at a random time of the interval, so that jobs that were
    /// started together do not call together for ever.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await Task.Delay(Stagger.First(options.Interval, random), clock, stop);
            using var timer = new PeriodicTimer(options.Interval, clock);
            do
                await CompareAsync(stop);
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    internal async Task CompareAsync(CancellationToken stop)
    {
        var tickers = Next();
        if (tickers.Count == 0)
            return;
        var fromMs = NowMs - (long)options.Slack.TotalMilliseconds;
        Listing<RestBook> books;
        try
        {
            books = await rest.OrderBooksAsync(tickers, stop);
        }
        catch (KalshiRestException e)
        {
            Counters.Failures++;
            LogUnanswered(log, e.Message);
            return;
        }
        // What REST shows may still be under way on the stream.
        await Task.Delay(options.Slack, clock, stop);
        var toMs = NowMs;
        foreach (var book in books.Items)
            Judge(book, fromMs, toMs);
    }

    void Judge(RestBook book, long fromMs, long toMs)
    {
        Price? bid = book.Yes.Count > 0 ? book.Yes[^1].Price : null;
        Price? ask = book.No.Count > 0 ? book.No[^1].Price.Complement : null;
        switch (feed.Showed(book.Ticker, bid, ask, fromMs, toMs))
        {
            case true:
                Counters.Equal++;
                feed.Confirm(book.Ticker);
                break;
            case false:
                Counters.Mismatches++;
                var shown = $"bid {bid?.ToString() ?? "none"}, ask {ask?.ToString() ?? "none"}";
                LogMismatch(log, book.Ticker.Value, shown);
                feed.Distrust(book.Ticker, $"REST shows {shown}, and the book did not for {(toMs - fromMs) / 1000.0} s");
                break;
            default:
                Counters.Undecided++;
                break;
        }
    }

    /// <summary>The books whose turn it is, in the order of their tickers.</summary>
    List<MarketTicker> Next()
    {
        var all = feed.ContinuousMarkets();
        if (all.Count <= options.MarketsMax)
            return [.. all];
        var start = _last is { } last ? all.TakeWhile(ticker => string.CompareOrdinal(ticker.Value, last.Value) <= 0).Count() : 0;
        List<MarketTicker> turn = [.. all.Skip(start).Concat(all.Take(start)).Take(options.MarketsMax)];
        _last = turn[^1];
        return turn;
    }

    long NowMs => clock.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(3110, LogLevel.Warning, "The book of {Market} differs from REST ({Shown}) and is asked for again")]
    static partial void LogMismatch(ILogger logger, string market, string shown);

    [LoggerMessage(3111, LogLevel.Warning, "Books could not be compared with REST: {Reason}")]
    static partial void LogUnanswered(ILogger logger, string reason);
}
