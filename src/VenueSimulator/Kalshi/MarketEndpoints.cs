namespace Kalshi.VenueSimulator;

/// <summary>GET /markets and what lies below it.</summary>
sealed class MarketEndpoints(Exchange exchange, HistoricalCutoff cutoff)
{
    static readonly string[] Statuses = ["unopened", "open", "paused", "closed", "settled"];

    internal void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/markets", List);
        api.MapGet("/markets/trades", (HttpRequest request) => TradeListing.Answer(request, "GetTrades", exchange, t => !cutoff.Archives(t)));
        api.MapGet("/markets/orderbooks", OrderBooks).RequireSignature();
        api.MapGet("/markets/{ticker}", Single);
        api.MapGet("/markets/{ticker}/orderbook", OrderBookOf);
    }

    IResult List(HttpRequest request)
    {
        var query = new QueryValues(request, "GetMarkets");
        var limit = query.Limit(standard: 100, largest: 1000);
        var wanted = Filter(query);
        lock (exchange.Gate)
        {
            var (page, cursor) = Paging.Take(exchange.Markets, wanted, limit, query.Text("cursor"));
            return Respond.Json(new { Cursor = cursor, Markets = page.Select(m => MarketResource.Of(m, exchange.Session)).ToList() });
        }
    }

    Func<Market, bool> Filter(QueryValues query)
    {
        var events = query.List("event_ticker");
        var series = query.Text("series_ticker");
        var tickers = query.List("tickers")?.ToHashSet(StringComparer.Ordinal);
        var status = query.Text("status");
        if (status is not null && !Statuses.Contains(status))
            throw new ApiErrorException(ApiError.BadParameter($"status: '{status}' is none of {string.Join(", ", Statuses)}"));
        var onlyCombos = query.Text("mve_filter") == "only";

        var created = Range(query, "created");
        var close = Range(query, "close");
        var settled = Range(query, "settled");
        return market =>
            !onlyCombos
            && !cutoff.Archives(market)
            && (events is null || events.Contains(market.Terms.EventTicker))
            && (series is null || market.Terms.SeriesTicker == series)
            && (tickers is null || tickers.Contains(market.Terms.Ticker))
            && (status is null || market.Status.FilterWord() == status)
            && created(market.Terms.Created) && close(market.Terms.Close) && settled(market.Settled);
    }

    /// <summary>min_..._ts and max_..._ts, Unix seconds, both inclusive.</summary>
    Func<TimeSpan?, bool> Range(QueryValues query, string name)
    {
        var min = query.Number($"min_{name}_ts");
        var max = query.Number($"max_{name}_ts");
        if (min is null && max is null)
            return _ => true;
        return offset => offset is { } known
            && exchange.Session.At(known).ToUnixTimeSeconds() is var seconds
            && (min is null || seconds >= min) && (max is null || seconds <= max);
    }

    IResult Single(string ticker)
    {
        lock (exchange.Gate)
        {
            return exchange.Find(ticker) is { } market && !cutoff.Archives(market)
                ? Respond.Json(new { Market = MarketResource.Of(market, exchange.Session) })
                : ApiError.NotFound();
        }
    }

    IResult OrderBookOf(string ticker, HttpRequest request)
    {
        var depth = new QueryValues(request, "GetMarketOrderbook").Number("depth") ?? 0;
        lock (exchange.Gate)
        {
            return exchange.Find(ticker) is { } market
                ? Respond.Json(new { OrderbookFp = Ladders(market, depth) })
                : ApiError.NotFound();
        }
    }

    IResult OrderBooks(HttpRequest request)
    {
        var tickers = new QueryValues(request, "GetMarketOrderbooks").List("tickers");
        if (tickers is null or { Count: > 100 })
            return ApiError.Validation("Parameter validation failed for GetMarketOrderbooks: tickers must name 1 to 100 markets");
        lock (exchange.Gate)
        {
            return Respond.Json(new
            {
                Orderbooks = tickers.Select(exchange.Find).OfType<Market>()
                    .Select(m => new { m.Terms.Ticker, OrderbookFp = Ladders(m, depth: 0) }).ToList(),
            });
        }
    }

    static object Ladders(Market market, long depth) => new
    {
        YesDollars = Ladder(market.Book, BookSide.Yes, depth),
        NoDollars = Ladder(market.Book, BookSide.No, depth),
    };

    /// <summary>The best <paramref name="depth"/> levels, all for 0, still in ascending order: the best bid is last.</summary>
    static string[][] Ladder(OrderBook? book, BookSide side, long depth)
    {
        var levels = book?.Levels(side).ToList() ?? [];
        var kept = depth <= 0 ? levels : levels.TakeLast((int)Math.Min(depth, levels.Count));
        return [.. kept.Select(l => new[] { l.Price.ToString(), l.Size.ToString() })];
    }
}
