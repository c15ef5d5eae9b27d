namespace Kalshi.VenueSimulator;

/// <summary>Series and events.</summary>
sealed class CatalogueEndpoints(Exchange exchange)
{
    internal void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/series", () => Respond.Json(new { Series = Series.All.Select(SeriesResource.Of).ToList() }));
        api.MapGet("/series/fee_changes", () => Respond.Json(new { SeriesFeeChangeArr = Array.Empty<object>() }));
        api.MapGet("/series/{ticker}", (string ticker) => Series.Find(ticker) is { } series
            ? Respond.Json(new { Series = SeriesResource.Of(series) })
            : ApiError.NotFound());
        api.MapGet("/events", List);
        api.MapGet("/events/fee_changes", () => Respond.Json(new { EventFeeChanges = Array.Empty<object>(), Cursor = "" }));
        api.MapGet("/events/multivariate", () => Respond.Json(new { Events = Array.Empty<object>(), Cursor = "" }));
        api.MapGet("/events/{ticker}/metadata", Metadata);
        api.MapGet("/events/{ticker}", Single);
    }

    IResult List(HttpRequest request)
    {
        var query = new QueryValues(request, "GetEvents");
        var limit = query.Limit(standard: 200, largest: 200);
        var series = query.Text("series_ticker");
        var status = query.Text("status");
        var nested = query.Flag("with_nested_markets");
        var minClose = query.Number("min_close_ts");
        lock (exchange.Gate)
        {
            // Events are listed with their first market, so their order only grows at the end, as paging wants it.
            var events = exchange.Markets.GroupBy(m => m.Terms.EventTicker).Select(g => g.ToList()).ToList();
            var (page, cursor) = Paging.Take(events, markets =>
                (series is null || markets[0].Terms.SeriesTicker == series)
                && (status is null || markets.Any(m => m.Status.FilterWord() == status))
                && (minClose is null || markets.Any(m => exchange.Session.At(m.Terms.Close).ToUnixTimeSeconds() > minClose)),
                limit, query.Text("cursor"));
            return Respond.Json(new { Cursor = cursor, Events = page.Select(e => EventResource.Of(e, exchange.Session, nested)).ToList() });
        }
    }

    IResult Metadata(string ticker)
    {
        lock (exchange.Gate)
        {
            var markets = exchange.Markets.Where(m => m.Terms.EventTicker == ticker).ToList();
            return markets.Count == 0
                ? ApiError.NotFound()
                : Respond.Json(new
                {
                    ImageUrl = "",
                    SettlementSources = new[] { SettlementSource.Index },
                    MarketDetails = markets.Select(m => new { MarketTicker = m.Terms.Ticker, ImageUrl = "", ColorCode = "" }).ToList(),
                });
        }
    }

    IResult Single(string ticker, HttpRequest request)
    {
        var nested = new QueryValues(request, "GetEvent").Flag("with_nested_markets");
        lock (exchange.Gate)
        {
            var markets = exchange.Markets.Where(m => m.Terms.EventTicker == ticker).ToList();
            return markets.Count == 0
                ? ApiError.NotFound()
                : Respond.Json(new
                {
                    Event = EventResource.Of(markets, exchange.Session, nested),
                    Markets = markets.Select(m => MarketResource.Of(m, exchange.Session)).ToList(),
                });
        }
    }
}
