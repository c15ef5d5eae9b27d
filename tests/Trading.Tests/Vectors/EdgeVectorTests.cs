using Kalshi.Trading.Edges;
using Kalshi.Trading.Identity;
using Kalshi.Trading.Probability;
using Kalshi.Trading.Volatility;
using Xunit.Abstractions;

namespace Kalshi.Trading.Tests.Vectors;

public sealed class EdgeVectorTests(ITestOutputHelper output)
{
    [VectorFact]
    public void The_edge_of_one_market_equals_the_reference() => new VectorRun(output).All("edge_for_market", c =>
    {
        var horizon = c.Required("horizon_seconds");
        var state = new UnderlyingState(c.Required("spot_price"), c.Required("sigma"), horizon);
        var edge = EdgeRules.ForMarket(
            TerminalPriceModel.Instance, c["contract"].AsDictionary.Contract(), c["quote"].AsDictionary.Quote(), state,
            c.Long("now_ts")!.Value, (int)c.Required("contracts"), (long)Math.Max(horizon, 0));
        return [new("output", c["output"], edge is null ? PayloadValue.Null : PayloadValue.Of(Row(edge, "ts", "raw")))];
    });

    [VectorFact]
    public void A_whole_tick_equals_the_reference() => new VectorRun(output).All("compute_edges_db", c =>
    {
        var tick = Compute(c);
        return
        [
            new("summary", c["summary"], PayloadValue.Of(EdgeSummary.Of(tick, c))),
            // The reference's rows were read back in the order of their table's key.
            new("edges", c["edges"], PayloadValue.Of(tick.Edges
                .OrderBy(e => e.Market.Value, StringComparer.Ordinal)
                .Select(e => PayloadValue.Of(Row(e, null, "raw_json"))).ToList())),
        ];
    });

    static EdgeTick Compute(PayloadDictionary c)
    {
        var markets = c["markets"].AsList.Select(m => m.AsDictionary).ToList();
        var ticks = c["spot_history"].AsList.Where(p => !p.AsList[1].IsNull)
            .Select(p => new SpotPoint(p.AsList[0].ToInt64()!.Value, p.AsList[1].ToDouble()!.Value)).ToArray();
        return new EdgeEngine(Parameters(c)).Compute(new(
            c.Long("now_ts")!.Value,
            ticks.Length == 0 ? null : ticks[^1],
            ticks.Where(p => p.Price > 0).ToArray(),
            [.. markets.Select(m => m["contract"].AsDictionary.Contract())],
            markets.Where(m => m["quote"].Kind == PayloadKind.Dictionary)
                .ToDictionary(m => m["contract"].AsDictionary.Ticker("ticker"), m => m["quote"].AsDictionary.Quote())));
    }

    static EdgeParameters Parameters(PayloadDictionary c)
    {
        var p = c["params"].AsDictionary;
        return new()
        {
            KeepOneSidedMarkets = false,
            Sigma = new()
            {
                LookbackSeconds = (int)p.Required("lookback_seconds"),
                MaxSpotPoints = (int)p.Required("max_spot_points"),
                EwmaLambda = p.Required("ewma_lambda"),
                MinPoints = (int)p.Required("min_points"),
                MinLookbackSeconds = (int)p.Required("min_sigma_lookback_seconds"),
                ResampleSeconds = (int)p.Required("resample_seconds"),
                SigmaDefault = p.Required("sigma_default"),
                SigmaMax = p.Required("sigma_max"),
            },
            Universe = new()
            {
                Status = c.Text("status"),
                PctBand = p.Required("pct_band"),
                TopN = (int)p.Required("top_n"),
                FreshnessSeconds = (int)p.Required("freshness_seconds"),
                MaxHorizonSeconds = (int)p.Required("max_horizon_seconds"),
                MinAskCents = p.Required("min_ask_cents"),
                MaxAskCents = p.Required("max_ask_cents"),
            },
        };
    }

    static PayloadDictionary Row(Edge edge, string? tsName, string rawName)
    {
        var row = new PayloadDictionary();
        if (tsName is not null)
            row.Add(tsName, edge.Ts);
        row.Add("market_id", edge.Market.Value);
        row.Add("settlement_ts", edge.SettlementTs);
        row.Add("horizon_seconds", edge.HorizonSeconds);
        row.Add("spot_price", edge.SpotPrice);
        row.Add("sigma_annualized", edge.SigmaAnnualized);
        row.Add("prob_yes", edge.Probability.Clamped);
        row.Add("yes_bid", edge.Quote.YesBid);
        row.Add("yes_ask", edge.YesAsk);
        row.Add("no_bid", edge.Quote.NoBid);
        row.Add("no_ask", edge.NoAsk);
        row.Add("ev_take_yes", edge.EvTakeYes);
        row.Add("ev_take_no", edge.EvTakeNo);
        row.Add(rawName, PayloadValue.Of(EdgeMetadata.Of(edge)));
        return row;
    }
}
