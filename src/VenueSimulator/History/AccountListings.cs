namespace Kalshi.VenueSimulator;

/// <summary>Pages of a key's fills and orders.</summary>
static class AccountListings
{
    internal static IResult Fills(HttpContext context, string operation, Exchange exchange, Func<Fill, bool> served)
    {
        var query = new QueryValues(context.Request, operation);
        var limit = query.Limit(standard: 100, largest: 1000);
        var ticker = query.Text("ticker");
        var order = query.Text("order_id");
        var min = query.Number("min_ts");
        var max = query.Number("max_ts");
        lock (exchange.Gate)
        {
            var numbered = exchange.Accounts.Of(context.Caller()).Fills.Select((f, i) => (Fill: f, Number: i + 1L)).ToList();
            var (page, cursor) = Paging.TakeNewestFirst(numbered, f => f.Number, f => served(f.Fill)
                && (ticker is null || f.Fill.Order.Request.Ticker == ticker)
                && (order is null || f.Fill.Order.Id.ToString() == order)
                && (min is null || f.Fill.Time.ToUnixTimeSeconds() >= min)
                && (max is null || f.Fill.Time.ToUnixTimeSeconds() <= max), limit, query.Text("cursor"));
            return Respond.Json(new { Cursor = cursor, Fills = page.Select(f => PrivateBodies.FillResource(f.Fill)).ToList() });
        }
    }

    internal static IResult Orders(HttpContext context, string operation, Exchange exchange, Func<Order, bool> served)
    {
        var query = new QueryValues(context.Request, operation);
        var limit = query.Limit(standard: 100, largest: 1000);
        var ticker = query.Text("ticker");
        var events = query.List("event_ticker");
        var status = query.Text("status");
        var min = query.Number("min_ts");
        var max = query.Number("max_ts");
        lock (exchange.Gate)
        {
            exchange.Engine.ExpireDue();
            var (page, cursor) = Paging.Take(exchange.Accounts.Of(context.Caller()).Orders, o => served(o)
                && (ticker is null || o.Request.Ticker == ticker)
                && (events is null || events.Contains(exchange.Find(o.Request.Ticker)!.Terms.EventTicker))
                && (status is null || PrivateBodies.Word(o.Status) == status)
                && (min is null || o.Created.ToUnixTimeSeconds() >= min)
                && (max is null || o.Created.ToUnixTimeSeconds() <= max), limit, query.Text("cursor"));
            return Respond.Json(new { Cursor = cursor, Orders = page.Select(PrivateBodies.OrderResource).ToList() });
        }
    }
}
