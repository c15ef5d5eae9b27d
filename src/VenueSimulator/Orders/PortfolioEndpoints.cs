namespace Kalshi.VenueSimulator;

/// <summary>Balance, positions, fills and settlements of the caller's key.</summary>
sealed class PortfolioEndpoints(Exchange exchange, HistoricalCutoff cutoff)
{
    internal void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/portfolio/balance", Balance).RequireSignature();
        api.MapGet("/portfolio/positions", Positions).RequireSignature();
        api.MapGet("/portfolio/fills", (HttpContext context) => AccountListings.Fills(context, "GetFills", exchange, f => !cutoff.Archives(f))).RequireSignature();
        api.MapGet("/portfolio/settlements", Settlements).RequireSignature();
    }

    IResult Balance(HttpContext context)
    {
        lock (exchange.Gate)
        {
            exchange.Engine.ExpireDue();
            var account = exchange.Accounts.Of(context.Caller());
            var held = account.Positions.Sum(p => Value(p));
            return Respond.Json(new
            {
                Balance = (long)decimal.Floor(account.Available * 100),
                BalanceDollars = FormattableString.Invariant($"{account.Available:F4}"),
                PortfolioValue = (long)decimal.Floor(held * 100),
                UpdatedTs = exchange.Session.Now.ToUnixTimeSeconds(),
            });
        }
    }

    IResult Positions(HttpContext context)
    {
        var query = new QueryValues(context.Request, "GetPositions");
        var limit = query.Limit(standard: 100, largest: 1000);
        var ticker = query.Text("ticker");
        var events = query.List("event_ticker");
        var nonZero = query.List("count_filter") ?? [];
        if (nonZero.FirstOrDefault(f => f is not ("position" or "total_traded")) is { } unknown)
            return ApiError.BadParameter($"count_filter: '{unknown}' is neither position nor total_traded");
        lock (exchange.Gate)
        {
            var account = exchange.Accounts.Of(context.Caller());
            var (page, cursor) = Paging.Take([.. account.Positions], p => p.Volume > Contracts.Zero
                && (!nonZero.Contains("position") || p.Net != Contracts.Zero)
                && (ticker is null || p.Ticker == ticker)
                && (events is null || events.Contains(exchange.Find(p.Ticker)!.Terms.EventTicker)), limit, query.Text("cursor"));
            return Respond.Json(new
            {
                Cursor = cursor,
                MarketPositions = page.Select(p => MarketPosition(account, p)).ToList(),
                EventPositions = page.GroupBy(p => exchange.Find(p.Ticker)!.Terms.EventTicker).Select(EventPosition).ToList(),
            });
        }
    }

    IResult Settlements(HttpContext context)
    {
        var query = new QueryValues(context.Request, "GetSettlements");
        var limit = query.Limit(standard: 100, largest: 1000);
        var ticker = query.Text("ticker");
        var eventTicker = query.Text("event_ticker");
        var min = query.Number("min_ts");
        var max = query.Number("max_ts");
        lock (exchange.Gate)
        {
            var (page, cursor) = Paging.Take(exchange.Accounts.Of(context.Caller()).Settlements, s =>
                (ticker is null || s.Ticker == ticker)
                && (eventTicker is null || s.EventTicker == eventTicker)
                && (min is null || s.Time.ToUnixTimeSeconds() >= min)
                && (max is null || s.Time.ToUnixTimeSeconds() <= max), limit, query.Text("cursor"));
            return Respond.Json(new { Cursor = cursor, Settlements = page.Select(Settlement).ToList() });
        }
    }

    /// <summary>What a position would bring at the best bid for its side.</summary>
    decimal Value(Position position)
    {
        var side = position.Net >= Contracts.Zero ? BookSide.Yes : BookSide.No;
        var bid = exchange.Find(position.Ticker)?.Book?.Best(side)?.Price ?? Dollars.Zero;
        return position.Held(side).Value * bid.Value;
    }

    static object MarketPosition(Account account, Position p) => new
    {
        p.Ticker,
        ExchangeIndex = 0,
        PositionFp = p.Net,
        MarketExposureDollars = PrivateBodies.Six(p.Cost),
        TotalTradedDollars = PrivateBodies.Six(p.TotalTraded),
        RealizedPnlDollars = PrivateBodies.Six(p.RealizedPnl),
        FeesPaidDollars = PrivateBodies.Six(p.FeesPaid),
        RestingOrdersCount = account.Resting.Count(o => o.Request.Ticker == p.Ticker),
        LastUpdatedTs = p.Updated,
    };

    static object EventPosition(IGrouping<string, Position> positions) => new
    {
        EventTicker = positions.Key,
        EventExposureDollars = PrivateBodies.Six(positions.Sum(p => p.Cost)),
        TotalCostDollars = PrivateBodies.Six(positions.Sum(p => p.TotalTraded)),
        TotalCostSharesFp = new Contracts(positions.Sum(p => p.Volume.Hundredths)),
        RealizedPnlDollars = PrivateBodies.Six(positions.Sum(p => p.RealizedPnl)),
        FeesPaidDollars = PrivateBodies.Six(positions.Sum(p => p.FeesPaid)),
    };

    static object Settlement(SettledPosition s) => new
    {
        s.Ticker,
        s.EventTicker,
        MarketResult = s.Result,
        YesCountFp = s.YesCount,
        YesTotalCostDollars = PrivateBodies.Six(s.YesCost),
        NoCountFp = s.NoCount,
        NoTotalCostDollars = PrivateBodies.Six(s.NoCost),
        Revenue = (long)decimal.Floor(s.Revenue * 100),
        SettledTime = s.Time,
        FeeCost = PrivateBodies.Six(s.Fees),
        Value = s.Result == "yes" ? 100 : 0,
    };
}
