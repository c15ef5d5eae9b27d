namespace Kalshi.VenueSimulator;

/// <summary>GET /historical: what is older than the cutoff, in the shapes of the live endpoints.</summary>
sealed class HistoricalEndpoints(Exchange exchange, HistoricalCutoff cutoff)
{
    internal void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/historical/cutoff", () => Respond.Json(new
        {
            MarketSettledTs = cutoff.Time,
            TradesCreatedTs = cutoff.Time,
            OrdersUpdatedTs = cutoff.Time,
            MarketPositionsLastUpdatedTs = cutoff.Time,
        }));
        api.MapGet("/historical/markets", Markets);
        api.MapGet("/historical/markets/{ticker}", Single);
        api.MapGet("/historical/trades", (HttpRequest request) => TradeListing.Answer(request, "GetTradesHistorical", exchange, cutoff.Archives));
        api.MapGet("/historical/fills", (HttpContext context) => AccountListings.Fills(context, "GetFillsHistorical", exchange, cutoff.Archives))
            .RequireSignature();
        api.MapGet("/historical/orders", (HttpContext context) => AccountListings.Orders(context, "GetHistoricalOrders", exchange, cutoff.Archives))
            .RequireSignature();
        // Positions are never moved out of the live set here, which the venue leaves open.
        api.MapGet("/historical/positions", () => Respond.Json(new
        {
            Cursor = "",
            MarketPositions = Array.Empty<object>(),
            EventPositions = Array.Empty<object>(),
        })).RequireSignature();
    }

    IResult Markets(HttpRequest request)
    {
        var query = new QueryValues(request, "GetHistoricalMarkets");
        var limit = query.Limit(standard: 100, largest: 1000);
        var tickers = query.List("tickers");
        var eventTicker = query.Text("event_ticker");
        var series = query.Text("series_ticker");
        if (new object?[] { tickers, eventTicker, series }.Count(f => f is not null) > 1)
            return ApiError.BadParameter("tickers, event_ticker and series_ticker exclude each other");
        lock (exchange.Gate)
        {
            var (page, cursor) = Paging.Take(exchange.Markets, m => cutoff.Archives(m)
                && (tickers is null || tickers.Contains(m.Terms.Ticker))
                && (eventTicker is null || m.Terms.EventTicker == eventTicker)
                && (series is null || m.Terms.SeriesTicker == series), limit, query.Text("cursor"));
            return Respond.Json(new { Cursor = cursor, Markets = page.Select(m => MarketResource.Of(m, exchange.Session)).ToList() });
        }
    }

    IResult Single(string ticker)
    {
        lock (exchange.Gate)
        {
            return exchange.Find(ticker) is { } market && cutoff.Archives(market)
                ? Respond.Json(new { Market = MarketResource.Of(market, exchange.Session) })
                : ApiError.NotFound();
        }
    }
}
