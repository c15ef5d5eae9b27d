namespace Kalshi.VenueSimulator;

/// <summary>Candlesticks of one market, of several, and of an event's markets.</summary>
sealed class CandlestickEndpoints(Exchange exchange, HistoricalCutoff cutoff)
{
    const int MarketsPerCall = 100;
    const int CandlesPerCall = 10_000;

    static readonly long[] Periods = [1, 60, 1440];

    internal void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/series/{series}/markets/{ticker}/candlesticks", OfMarket);
        api.MapGet("/series/{series}/events/{ticker}/candlesticks", OfEvent);
        api.MapGet("/markets/candlesticks", OfMarkets);
        api.MapGet("/historical/markets/{ticker}/candlesticks", OfArchived);
    }

    IResult OfMarket(string series, string ticker, HttpRequest request)
    {
        var wanted = Wanted.Of(request, "GetMarketCandlesticks");
        lock (exchange.Gate)
        {
            return exchange.Find(ticker) is { } market && market.Terms.SeriesTicker == series && !cutoff.Archives(market)
                ? Respond.Json(new { Ticker = ticker, Candlesticks = wanted.From(market, exchange.Session).Select(CandlestickResource.Live).ToList() })
                : ApiError.NotFound();
        }
    }

    IResult OfArchived(string ticker, HttpRequest request)
    {
        var wanted = Wanted.Of(request, "GetMarketCandlesticksHistorical");
        lock (exchange.Gate)
        {
            return exchange.Find(ticker) is { } market && cutoff.Archives(market)
                ? Respond.Json(new { Ticker = ticker, Candlesticks = wanted.From(market, exchange.Session).Select(CandlestickResource.Archived).ToList() })
                : ApiError.NotFound();
        }
    }

    IResult OfEvent(string series, string ticker, HttpRequest request)
    {
        var wanted = Wanted.Of(request, "GetMarketCandlesticksByEvent");
        lock (exchange.Gate)
        {
            var markets = exchange.Markets
                .Where(m => m.Terms.SeriesTicker == series && m.Terms.EventTicker == ticker && !cutoff.Archives(m)).ToList();
            return markets.Count == 0
                ? ApiError.NotFound()
                : Respond.Json(new
                {
                    MarketTickers = markets.Select(m => m.Terms.Ticker).ToList(),
                    MarketCandlesticks = markets
                        .Select(m => wanted.From(m, exchange.Session).Select(CandlestickResource.Live).ToList()).ToList(),
                    AdjustedEndTs = wanted.End,
                });
        }
    }

    IResult OfMarkets(HttpRequest request)
    {
        var wanted = Wanted.Of(request, "BatchGetMarketCandlesticks");
        var tickers = new QueryValues(request, "BatchGetMarketCandlesticks").List("market_tickers");
        if (tickers is null or { Count: > MarketsPerCall })
            return ApiError.Validation($"Parameter validation failed for BatchGetMarketCandlesticks: market_tickers must name 1 to {MarketsPerCall} markets");
        lock (exchange.Gate)
        {
            var candles = tickers.Select(exchange.Find).OfType<Market>().Where(m => !cutoff.Archives(m))
                .Select(m => (m.Terms.Ticker, Candles: wanted.From(m, exchange.Session))).ToList();
            return candles.Sum(c => c.Candles.Count) > CandlesPerCall
                ? ApiError.Validation($"Parameter validation failed for BatchGetMarketCandlesticks: more than {CandlesPerCall} candlesticks")
                : Respond.Json(new
                {
                    Markets = candles.Select(c => new { MarketTicker = c.Ticker, Candlesticks = c.Candles.Select(CandlestickResource.Live).ToList() }).ToList(),
                });
        }
    }

    /// <summary>The range and period of a request.</summary>
    sealed record Wanted(long Start, long End, long Minutes, bool BeforeStart)
    {
        internal static Wanted Of(HttpRequest request, string operation)
        {
            var query = new QueryValues(request, operation);
            var (start, end, minutes) = (query.Required("start_ts"), query.Required("end_ts"), query.Required("period_interval"));
            if (!Periods.Contains(minutes))
                throw new ApiErrorException(ApiError.Validation(
                    $"Parameter validation failed for {operation}: Key: '{operation}Params.PeriodInterval' Error:Field validation for 'PeriodInterval' failed on the 'oneof' tag"));
            if (end < start)
                throw new ApiErrorException(ApiError.BadParameter("end_ts is before start_ts"));
            if ((end - start) / (minutes * 60) > CandlesPerCall)
                throw new ApiErrorException(ApiError.BadParameter($"more than {CandlesPerCall} candlesticks"));
            return new(start, end, minutes, query.Flag("include_latest_before_start"));
        }

        internal IReadOnlyList<Candle> From(Market market, SessionClock session)
        {
            var close = session.At(market.Terms.Close);
            return market.Candles.Between(Start, End, Minutes * 60, close < session.Now ? close : session.Now, BeforeStart);
        }
    }
}
