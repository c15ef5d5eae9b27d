namespace Kalshi.VenueSimulator;

/// <summary>Where resting orders stand in price-time priority.</summary>
sealed class QueuePositionEndpoints(Exchange exchange)
{
    internal void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/portfolio/orders/queue_positions", All).RequireSignature();
        api.MapGet("/portfolio/orders/{id}/queue_position", Single).RequireSignature();
    }

    IResult All(HttpContext context)
    {
        var query = new QueryValues(context.Request, "GetOrderQueuePositions");
        var tickers = query.List("market_tickers");
        var eventTicker = query.Text("event_ticker");
        if (tickers is null && eventTicker is null)
            return ApiError.BadParameter("market_tickers or event_ticker is required");
        lock (exchange.Gate)
        {
            return Respond.Json(new
            {
                QueuePositions = exchange.Accounts.Of(context.Caller()).Resting
                    .Where(o => tickers?.Contains(o.Request.Ticker) ?? exchange.Find(o.Request.Ticker)!.Terms.EventTicker == eventTicker)
                    .Select(o => new { OrderId = o.Id, MarketTicker = o.Request.Ticker, QueuePositionFp = exchange.Engine.QueuePosition(o) })
                    .ToList(),
            });
        }
    }

    IResult Single(string id, HttpContext context)
    {
        lock (exchange.Gate)
        {
            return exchange.Accounts.Of(context.Caller()).Find(id) is { Status: OrderStatus.Resting } order
                ? Respond.Json(new { QueuePositionFp = exchange.Engine.QueuePosition(order) })
                : ApiError.NotFound();
        }
    }
}
