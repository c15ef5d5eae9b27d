using System.Globalization;
using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>Market data over REST. Reads are repeated on transient failures within bounds, and share one budget.</summary>
/// <remarks>Every method throws <see cref="KalshiRestException"/> and nothing else but cancellation.</remarks>
public sealed class KalshiRest : IDisposable
{
    const int BooksPerCall = 100;

    readonly KalshiHttp _http;
    readonly KalshiAnswers _answers;
    readonly KalshiRestOptions _options;

    /// <param name="credentials">null reads public data only.</param>
    /// <param name="http">Without a time-out of its own and without redirects: <see cref="CreateHttpClient"/>.</param>
    public KalshiRest(KalshiEndpoints endpoints, KalshiCredentials? credentials, HttpClient http, KalshiRestOptions options, TimeProvider clock, Random random)
    {
        _options = options;
        _http = new(endpoints, credentials is null ? null : new(credentials, clock), http, options, clock, random);
        _answers = new(_http, options);
    }

    /// <summary>Fields seen so far that the specification does not name.</summary>
    public long UnknownFields => _answers.UnknownFields;

    /// <summary>Calls that were repeated.</summary>
    public long Retries => _http.Retries;

    /// <summary>A client that follows no redirects (they would carry signatures elsewhere) and leaves time-outs to us.</summary>
    public static HttpClient CreateHttpClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = System.Net.DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Ends our own waiting; the client that was handed in stays its owner's.</summary>
    public void Dispose() => _http.Dispose();

    public async Task<ExchangeStatus> ExchangeStatusAsync(CancellationToken cancel)
    {
        var answer = KalshiAnswers.Parse("exchange/status", await _http.GetAsync("exchange/status", cancel), KalshiJson.Default.StatusAnswer);
        return new(answer.ExchangeActive, answer.TradingActive, answer.ExchangeEstimatedResumeTime);
    }

    /// <summary>All markets that match, page by page.</summary>
    /// <param name="series">Series ticker such as <c>KXBTCD</c>.</param>
    /// <param name="filter">null takes every status.</param>
    /// <returns>Always complete.</returns>
    /// <exception cref="KalshiRestException">Also when the venue has more pages than we read: half a catalogue is no catalogue.</exception>
    public async Task<Listing<CatalogueMarket>> MarketsAsync(string series, MarketFilter? filter, CancellationToken cancel)
    {
        var query = $"markets?limit={_options.PageSize}&series_ticker={Uri.EscapeDataString(series)}";
        if (filter is { } wanted)
            query += $"&status={wanted.ToString().ToLowerInvariant()}";
        var listing = await _answers.ListAsync(
            query, KalshiJson.Default.MarketsAnswer, page => (page.Markets, page.Cursor), KalshiJson.Default.MarketAnswer, market => market.ToCatalogue(),
            int.MaxValue, cancel);
        return listing.IsComplete ? listing
            : throw new KalshiRestException(RestFault.InvalidPayload, null, $"markets of {series}: truncated, the venue has more than {_options.PagesMax} pages");
    }

    public async Task<CatalogueMarket> MarketAsync(MarketTicker ticker, CancellationToken cancel)
    {
        var path = $"markets/{ticker}";
        var envelope = KalshiAnswers.Parse(path, await _http.GetAsync(path, cancel), KalshiJson.Default.MarketEnvelope);
        return _answers.Item(path, envelope.Market, KalshiJson.Default.MarketAnswer, market => market.ToCatalogue());
    }

    public async Task<SeriesTerms> SeriesAsync(string series, CancellationToken cancel)
    {
        var path = $"series/{Uri.EscapeDataString(series)}";
        var envelope = KalshiAnswers.Parse(path, await _http.GetAsync(path, cancel), KalshiJson.Default.SeriesEnvelope);
        return _answers.Item(path, envelope.Series, KalshiJson.Default.SeriesAnswer, terms => new SeriesTerms(terms.Ticker, terms.Title, terms.Category, terms.FeeType, terms.FeeMultiplier));
    }

    /// <param name="depth">Levels of each side, 1 to 100; 0 for all.</param>
    public async Task<RestBook> OrderBookAsync(MarketTicker ticker, int depth, CancellationToken cancel)
    {
        var path = $"markets/{ticker}/orderbook?depth={depth.ToString(CultureInfo.InvariantCulture)}";
        var sides = KalshiAnswers.Parse(path, await _http.GetAsync(path, cancel, signed: true), KalshiJson.Default.BookEnvelope).OrderbookFp;
        return new(ticker, sides.YesDollars ?? [], sides.NoDollars ?? []);
    }

    /// <returns>One book for each market that the venue has, in calls of 100.</returns>
    public async Task<Listing<RestBook>> OrderBooksAsync(IReadOnlyCollection<MarketTicker> tickers, CancellationToken cancel)
    {
        List<RestBook> books = [];
        List<string> rejected = [];
        foreach (var chunk in tickers.Chunk(BooksPerCall))
        {
            var path = "markets/orderbooks?" + string.Join('&', chunk.Select(ticker => $"tickers={ticker}"));
            foreach (var element in KalshiAnswers.Parse(path, await _http.GetAsync(path, cancel, signed: true), KalshiJson.Default.BooksAnswer).Orderbooks)
                _answers.Add(element, KalshiJson.Default.BookOfMarket, book => new RestBook(book.Ticker, book.OrderbookFp.YesDollars ?? [], book.OrderbookFp.NoDollars ?? []), books, rejected);
        }
        return new(books, rejected, tickers.All(ticker => books.Any(book => book.Ticker == ticker)));
    }

    /// <param name="minTs">Unix seconds, inclusive.</param>
    /// <param name="maxTs">Unix seconds, inclusive.</param>
    /// <param name="itemsMax">Stops there, with <see cref="Listing{T}.IsComplete"/> false if the venue has more.</param>
    public Task<Listing<PublicTrade>> TradesAsync(MarketTicker ticker, long? minTs, long? maxTs, int itemsMax, CancellationToken cancel)
    {
        var query = $"markets/trades?limit={Math.Min(_options.PageSize, itemsMax)}&ticker={ticker}";
        if (minTs is { } min)
            query += $"&min_ts={min.ToString(CultureInfo.InvariantCulture)}";
        if (maxTs is { } max)
            query += $"&max_ts={max.ToString(CultureInfo.InvariantCulture)}";
        return _answers.ListAsync(query, KalshiJson.Default.TradesAnswer, page => (page.Trades, page.Cursor), KalshiJson.Default.TradeAnswer, trade => trade.ToTrade(), itemsMax, cancel);
    }
}
