using Kalshi.Trading;

namespace Kalshi.Venues;

// Series, events, markets and their books.
public sealed partial class KalshiRest
{
    const int BooksPerCall = 100;
    const int EventsPerPage = 200;

    /// <param name="category">The venue's word, such as <c>Crypto</c>; null for all.</param>
    /// <returns>Always complete: the venue gives them in one answer.</returns>
    public async Task<Listing<SeriesTerms>> SeriesListAsync(string? category, CancellationToken cancel)
    {
        var answer = await _answers.GetAsync(Query.Of("series", ("category", category)), KalshiJson.Default.SeriesListAnswer, cancel);
        return Whole(answer.Series, KalshiJson.Default.SeriesAnswer, series => series.ToTerms());
    }

    public async Task<SeriesTerms> SeriesAsync(string series, CancellationToken cancel)
    {
        var path = $"series/{Query.Segment(series)}";
        var envelope = await _answers.GetAsync(path, KalshiJson.Default.SeriesEnvelope, cancel);
        return _answers.Item(path, envelope.Series, KalshiJson.Default.SeriesAnswer, terms => terms.ToTerms());
    }

    /// <summary>Changes of fees to come, and with <paramref name="withPast"/> those that were.</summary>
    /// <returns>Always complete: the venue gives them in one answer.</returns>
    public async Task<Listing<FeeChange>> FeeChangesAsync(string? series, bool withPast, CancellationToken cancel)
    {
        var path = Query.Of("series/fee_changes", ("series_ticker", series), ("show_historical", withPast));
        var answer = await _answers.GetAsync(path, KalshiJson.Default.FeeChangesAnswer, cancel);
        return Whole(answer.SeriesFeeChangeArr, KalshiJson.Default.FeeChangeAnswer, change => change.ToFeeChange());
    }

    public Task<Listing<EventTerms>> EventsAsync(EventQuery query, CancellationToken cancel) => _answers.ListAsync(
        Query.Of("events", ("limit", Math.Min(_options.PageSize, EventsPerPage)), ("series_ticker", query.Series),
            ("status", query.Status?.ToString().ToLowerInvariant()), ("with_nested_markets", query.WithMarkets ? true : null),
            ("min_close_ts", query.MinCloseTs), ("min_updated_ts", query.MinUpdatedTs)),
        KalshiJson.Default.EventsAnswer, page => (page.Events, page.Cursor), KalshiJson.Default.EventAnswer, Terms, int.MaxValue, cancel);

    /// <summary>An event with its markets, except those older than the historical cutoff.</summary>
    public async Task<EventTerms> EventAsync(string ticker, CancellationToken cancel)
    {
        var path = Query.Of($"events/{Query.Segment(ticker)}", ("with_nested_markets", true));
        var envelope = await _answers.GetAsync(path, KalshiJson.Default.EventEnvelope, cancel);
        return _answers.Item(path, envelope.Event, KalshiJson.Default.EventAnswer, answer => Terms(answer with { Markets = answer.Markets ?? envelope.Markets }));
    }

    EventTerms Terms(EventAnswer answer)
    {
        var (markets, rejected) = _answers.Items(answer.Markets ?? [], KalshiJson.Default.MarketAnswer, market => market.ToCatalogue());
        return new(
            answer.EventTicker, answer.SeriesTicker, answer.Title, answer.SubTitle, answer.MutuallyExclusive, answer.StrikeDate,
            string.IsNullOrEmpty(answer.StrikePeriod) ? null : answer.StrikePeriod, markets, rejected);
    }

    /// <summary>All markets of a series, page by page.</summary>
    /// <param name="series">Series ticker such as <c>KXBTCD</c>.</param>
    /// <param name="filter">null takes every status.</param>
    /// <inheritdoc cref="MarketsAsync(MarketQuery, CancellationToken)"/>
    public Task<Listing<CatalogueMarket>> MarketsAsync(string series, MarketFilter? filter, CancellationToken cancel) =>
        MarketsAsync(new(series, Status: filter), cancel);

    /// <summary>All markets that match, page by page.</summary>
    /// <returns>Always complete.</returns>
    /// <exception cref="KalshiRestException">Also when the venue has more pages than we read: half a catalogue is no catalogue.</exception>
    public Task<Listing<CatalogueMarket>> MarketsAsync(MarketQuery query, CancellationToken cancel) => WholeCatalogueAsync("markets", query, cancel);

    async Task<Listing<CatalogueMarket>> WholeCatalogueAsync(string endpoint, MarketQuery query, CancellationToken cancel)
    {
        var listing = await _answers.ListAsync(
            query.Path(endpoint, _options.PageSize), KalshiJson.Default.MarketsAnswer, page => (page.Markets, page.Cursor), KalshiJson.Default.MarketAnswer,
            market => market.ToCatalogue(), int.MaxValue, cancel);
        return listing.IsComplete ? listing
            : throw new KalshiRestException(RestFault.InvalidPayload, null, $"markets of {query}: truncated, the venue has more than {_options.PagesMax} pages");
    }

    public Task<CatalogueMarket> MarketAsync(MarketTicker ticker, CancellationToken cancel) => OneMarketAsync($"markets/{ticker}", cancel);

    async Task<CatalogueMarket> OneMarketAsync(string path, CancellationToken cancel)
    {
        var envelope = await _answers.GetAsync(path, KalshiJson.Default.MarketEnvelope, cancel);
        return _answers.Item(path, envelope.Market, KalshiJson.Default.MarketAnswer, market => market.ToCatalogue());
    }

    /// <param name="depth">Levels of each side, 1 to 100; 0 for all.</param>
    public async Task<RestBook> OrderBookAsync(MarketTicker ticker, int depth, CancellationToken cancel)
    {
        var path = Query.Of($"markets/{ticker}/orderbook", ("depth", depth));
        var sides = (await _answers.GetAsync(path, KalshiJson.Default.BookEnvelope, cancel, signed: true)).OrderbookFp;
        return new(ticker, sides.YesDollars ?? [], sides.NoDollars ?? []);
    }

    /// <returns>One book for each market that the venue has, in calls of 100; incomplete when one is missing.</returns>
    public async Task<Listing<RestBook>> OrderBooksAsync(IReadOnlyCollection<MarketTicker> tickers, CancellationToken cancel)
    {
        List<RestBook> books = [];
        List<string> rejected = [];
        foreach (var chunk in tickers.Chunk(BooksPerCall))
        {
            var path = "markets/orderbooks?" + string.Join('&', chunk.Select(ticker => $"tickers={ticker}"));
            var answer = await _answers.GetAsync(path, KalshiJson.Default.BooksAnswer, cancel, signed: true);
            var (read, unread) = _answers.Items(
                answer.Orderbooks, KalshiJson.Default.BookOfMarket, book => new RestBook(book.Ticker, book.OrderbookFp.YesDollars ?? [], book.OrderbookFp.NoDollars ?? []));
            books.AddRange(read);
            rejected.AddRange(unread);
        }
        return new(books, rejected, tickers.All(ticker => books.Any(book => book.Ticker == ticker)));
    }
}
