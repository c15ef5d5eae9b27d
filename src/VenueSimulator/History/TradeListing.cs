namespace Kalshi.VenueSimulator;

/// <summary>Pages of public trades, newest first.</summary>
static class TradeListing
{
    internal static IResult Answer(HttpRequest request, string operation, Exchange exchange, Func<PublicTrade, bool> served)
    {
        var query = new QueryValues(request, operation);
        var limit = query.Limit(standard: 100, largest: 1000);
        var ticker = query.Text("ticker");
        var min = query.Number("min_ts");
        var max = query.Number("max_ts");
        lock (exchange.Gate)
        {
            var (page, cursor) = Paging.TakeNewestFirst(exchange.Trades, t => t.Number, t => served(t)
                && (ticker is null || t.Trade.Ticker == ticker)
                && (min is null || t.Stamp.ToUnixTimeSeconds() >= min)
                && (max is null || t.Stamp.ToUnixTimeSeconds() <= max), limit, query.Text("cursor"));
            return Respond.Json(new { Cursor = cursor, Trades = page.Select(t => Resource(t.Trade, t.Stamp)).ToList() });
        }
    }

    static object Resource(ContractTraded trade, DateTimeOffset stamp) => new
    {
        trade.TradeId,
        trade.Ticker,
        CountFp = trade.Count,
        YesPriceDollars = trade.YesPrice,
        NoPriceDollars = trade.YesPrice.Complement,
        TakerSide = trade.TakerSide.Wire(),
        TakerOutcomeSide = trade.TakerSide.Wire(),
        TakerBookSide = trade.TakerSide == BookSide.Yes ? "bid" : "ask",
        IsBlockTrade = false,
        CreatedTime = stamp,
    };
}
