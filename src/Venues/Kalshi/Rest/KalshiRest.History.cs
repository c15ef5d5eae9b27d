using Kalshi.Trading;

namespace Kalshi.Venues;

// What happened: trades and candlesticks, and what the venue has moved to its archive.
public sealed partial class KalshiRest
{
    /// <summary>Periods that the venue gives in one answer.</summary>
    const int CandlesticksPerCall = 5000;

    /// <summary>Where the archive begins: older trades, candlesticks and markets are only found by the methods named Historical.</summary>
    public async Task<HistoricalCutoff> HistoricalCutoffAsync(CancellationToken cancel)
    {
        const string Path = "historical/cutoff";
        return KalshiAnswers.Map(Path, await _answers.GetAsync(Path, KalshiJson.Default.CutoffAnswer, cancel), cutoff => cutoff.ToCutoff());
    }

    /// <summary>Public trades, newest first.</summary>
    /// <param name="minTs">Unix seconds, inclusive.</param>
    /// <param name="maxTs">Unix seconds, inclusive.</param>
    /// <param name="itemsMax">Stops there, with <see cref="Listing{T}.IsComplete"/> false if the venue has more.</param>
    public Task<Listing<PublicTrade>> TradesAsync(MarketTicker ticker, long? minTs, long? maxTs, int itemsMax, CancellationToken cancel) =>
        _answers.ListAsync(
            Trades("markets/trades", ticker, minTs, maxTs, Math.Min(_options.PageSize, itemsMax)), KalshiJson.Default.TradesAnswer,
            page => (page.Trades, page.Cursor), KalshiJson.Default.TradeAnswer, trade => trade.ToTrade(), itemsMax, cancel);

    /// <inheritdoc cref="TradesAsync"/>
    public Task<Listing<PublicTrade>> HistoricalTradesAsync(MarketTicker ticker, long? minTs, long? maxTs, int itemsMax, CancellationToken cancel) =>
        _answers.ListAsync(
            Trades("historical/trades", ticker, minTs, maxTs, Math.Min(_options.PageSize, itemsMax)), KalshiJson.Default.TradesAnswer,
            page => (page.Trades, page.Cursor), KalshiJson.Default.TradeAnswer, trade => trade.ToTrade(), itemsMax, cancel);

    /// <summary>One page of public trades, newest first, for readers that go on where they stopped.</summary>
    /// <param name="ticker">null for the trades of all markets.</param>
    /// <param name="minTs">Unix seconds, inclusive.</param>
    /// <param name="maxTs">Unix seconds, inclusive.</param>
    /// <param name="cursor">Empty for the first page, else <see cref="Page{T}.Next"/> of the page before, with the same filter.</param>
    public Task<Page<PublicTrade>> TradesPageAsync(MarketTicker? ticker, long? minTs, long? maxTs, string cursor, CancellationToken cancel) =>
        TradesPageAsync("markets/trades", ticker, minTs, maxTs, cursor, cancel);

    /// <inheritdoc cref="TradesPageAsync(MarketTicker?, long?, long?, string, CancellationToken)"/>
    public Task<Page<PublicTrade>> HistoricalTradesPageAsync(MarketTicker? ticker, long? minTs, long? maxTs, string cursor, CancellationToken cancel) =>
        TradesPageAsync("historical/trades", ticker, minTs, maxTs, cursor, cancel);

    Task<Page<PublicTrade>> TradesPageAsync(string endpoint, MarketTicker? ticker, long? minTs, long? maxTs, string cursor, CancellationToken cancel) =>
        _answers.PageAsync(
            Trades(endpoint, ticker, minTs, maxTs, _options.PageSize), cursor, KalshiJson.Default.TradesAnswer, page => (page.Trades, page.Cursor),
            KalshiJson.Default.TradeAnswer, trade => trade.ToTrade(), cancel);

    static string Trades(string endpoint, MarketTicker? ticker, long? minTs, long? maxTs, int limit) =>
        Query.Of(endpoint, ("limit", limit), ("ticker", ticker?.Value), ("min_ts", minTs), ("max_ts", maxTs));

    /// <summary>Candlesticks that end within a span, oldest first, however many calls they take.</summary>
    /// <param name="startTs">Unix seconds, inclusive.</param>
    /// <param name="endTs">Unix seconds, inclusive.</param>
    /// <returns>Always complete; a period in which nothing was quoted may be missing at the venue itself.</returns>
    /// <exception cref="KalshiRestException">Also when the venue answers for another market.</exception>
    public Task<Listing<Candlestick>> CandlesticksAsync(
        MarketTicker ticker, CandlestickPeriod period, long startTs, long endTs, CancellationToken cancel) =>
        CandlesticksAsync(ticker, period, startTs, endTs, async (from, to) =>
        {
            var path = Candlesticks($"series/{Query.Segment(ticker.Series)}/markets/{ticker}/candlesticks", period, from, to);
            var answer = await _answers.GetAsync(path, KalshiJson.Default.CandlesticksAnswer, cancel);
            return (answer.Ticker, _answers.Items(answer.Candlesticks, KalshiJson.Default.CandlestickAnswer, candlestick => candlestick.ToCandlestick()));
        });

    /// <inheritdoc cref="CandlesticksAsync(MarketTicker, CandlestickPeriod, long, long, CancellationToken)"/>
    public Task<Listing<Candlestick>> HistoricalCandlesticksAsync(
        MarketTicker ticker, CandlestickPeriod period, long startTs, long endTs, CancellationToken cancel) =>
        CandlesticksAsync(ticker, period, startTs, endTs, async (from, to) =>
        {
            var path = Candlesticks($"historical/markets/{ticker}/candlesticks", period, from, to);
            var answer = await _answers.GetAsync(path, KalshiJson.Default.CandlesticksAnswer, cancel);
            return (answer.Ticker, _answers.Items(answer.Candlesticks, KalshiJson.Default.HistoricalCandlestickAnswer, candlestick => candlestick.ToCandlestick()));
        });

    static string Candlesticks(string endpoint, CandlestickPeriod period, long startTs, long endTs) =>
        Query.Of(endpoint, ("start_ts", startTs), ("end_ts", endTs), ("period_interval", (int)period));

    static async Task<Listing<Candlestick>> CandlesticksAsync(
        MarketTicker ticker, CandlestickPeriod period, long startTs, long endTs,
        Func<long, long, Task<(string Ticker, (IReadOnlyList<Candlestick> Items, IReadOnlyList<string> Rejected) Read)>> callAsync)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(startTs, endTs);
        List<Candlestick> items = [];
        List<string> rejected = [];
        var span = CandlesticksPerCall * (long)period * 60;
        for (var from = startTs; from <= endTs; from += span)
        {
            var (answered, read) = await callAsync(from, Math.Min(endTs, from + span - 1));
            if (answered != ticker.Value)
                throw new KalshiRestException(RestFault.InvalidPayload, null, $"candlesticks of {ticker}: the answer is about '{answered}'");
            items.AddRange(read.Items);
            rejected.AddRange(read.Rejected);
        }
        return new([.. items.OrderBy(candlestick => candlestick.EndTs)], rejected, IsComplete: true);
    }

    /// <summary>Markets of the archive. The venue takes one filter at a time, and neither status nor times.</summary>
    /// <inheritdoc cref="MarketsAsync(MarketQuery, CancellationToken)"/>
    public Task<Listing<CatalogueMarket>> HistoricalMarketsAsync(MarketQuery query, CancellationToken cancel) =>
        WholeCatalogueAsync("historical/markets", query, cancel);

    public Task<CatalogueMarket> HistoricalMarketAsync(MarketTicker ticker, CancellationToken cancel) => OneMarketAsync($"historical/markets/{ticker}", cancel);
}
