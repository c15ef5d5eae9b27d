using Kalshi.Trading.Identity;
using Kalshi.Trading.Opportunities;
using Xunit.Abstractions;

namespace Kalshi.Trading.Tests.Vectors;

public sealed class OpportunityVectorTests(ITestOutputHelper output)
{
    [VectorFact]
    public void Decisions_equal_the_reference_row_by_row() => new VectorRun(output).All("opportunities", c =>
    {
        var batch = OpportunityEngine.Build(
            [.. c["snapshots"].AsList.Select(s => s.AsDictionary.Snapshot())], Config(c["config"].AsDictionary));
        return
        [
            new("rows", c["rows"], PayloadValue.Of(batch.Rows.Select(r => PayloadValue.Of(Row(r))).ToList())),
            new("counters", c["counters"], PayloadValue.Of(Counters(batch.Counters))),
        ];
    });

    [VectorFact]
    public void The_loops_gates_equal_the_reference() => new VectorRun(output).All("opportunity_loop_gates", c =>
    {
        var args = c["args"].AsDictionary;
        var config = new OpportunityLoopConfig
        {
            Opportunity = Config(args) with { BestSideOnly = !args.Flag("both_sides") },
            TakeCooldownSeconds = (int)(args.Double("take_cooldown_seconds") ?? 0),
            MaxTakesPerTick = (int?)args.Double("max_takes_per_tick"),
        };
        var tick = OpportunityLoop.Decide(
            config, [.. c["snapshots"].AsList.Select(s => s.AsDictionary.Snapshot())], Keys(c["open_take_keys"]), Keys(c["recent_take_keys"]));
        var counters = Counters(tick.Counters);
        counters.Add("open_position_blocked", tick.Counters.OpenPositionBlocked);
        counters.Add("open_opposite_side_blocked", tick.Counters.OpenOppositeSideBlocked);
        counters.Add("tail_ev_blocked", tick.Counters.TailEvBlocked);
        counters.Add("near_expiry_blocked", tick.Counters.NearExpiryBlocked);
        counters.Add("cooldown_blocked", tick.Counters.CooldownBlocked);
        counters.Add("take_cap_blocked", tick.Counters.TakeCapBlocked);
        return
        [
            new("take_rows", c["take_rows"], ShortRows(tick.Takes)),
            new("pass_rows", c["pass_rows"], ShortRows(tick.Passes)),
            new("counters", c["counters"], PayloadValue.Of(counters)),
            new("open_positions", c["open_positions"], tick.OpenPositions),
        ];
    });

    static OpportunityConfig Config(PayloadDictionary c) => new()
    {
        MinEv = c.Required("min_ev"),
        CostBuffer = c.Double("cost_buffer") ?? 0.0,
        MinAskCents = c.Required("min_ask_cents"),
        MaxAskCents = c.Required("max_ask_cents"),
        MaxSpotAgeSeconds = c.Long("max_spot_age"),
        MaxQuoteAgeSeconds = c.Long("max_quote_age"),
        TopN = (int?)c.Long("top_n"),
        EmitPasses = c.Flag("emit_passes"),
        BestSideOnly = !c.Contains("best_side_only") || c.Flag("best_side_only"),
    };

    static HashSet<PositionKey> Keys(PayloadValue keys) =>
        [.. keys.AsList.Select(k => new PositionKey(MarketTicker.Parse(k.AsList[0].AsText, "market_id"), k.AsList[1].AsText == "YES" ? Side.Yes : Side.No))];

    static PayloadValue ShortRows(IEnumerable<OpportunityRow> rows) => PayloadValue.Of(rows.Select(r => PayloadValue.Of(new PayloadDictionary
    {
        { "market_id", r.Market.Value },
        { "side", Text(r.Side) },
        { "ev_raw", r.EvRaw },
        { "ev_net", r.EvNet },
        { "reason_not_eligible", r.Reason },
        { "eligible", r.Eligible ? 1 : 0 },
        { "would_trade", r.WouldTrade ? 1 : 0 },
    })).ToList());

    static PayloadDictionary Row(OpportunityRow r) => new()
    {
        { "ts_eval", r.TsEval },
        { "market_id", r.Market.Value },
        { "settlement_ts", r.Snapshot.SettlementTs },
        { "strike", r.Snapshot.Strike },
        { "spot_price", r.Snapshot.SpotPrice },
        { "sigma", r.Snapshot.SigmaAnnualized },
        { "tau", r.TauMinutes },
        { "p_model", r.Snapshot.ProbabilityYes },
        { "p_market", r.ProbabilityMarket },
        { "best_yes_bid", r.Snapshot.YesBid },
        { "best_yes_ask", r.Snapshot.YesAsk },
        { "best_no_bid", r.Snapshot.NoBid },
        { "best_no_ask", r.Snapshot.NoAsk },
        { "spread", r.SpreadCents },
        { "eligible", r.Eligible ? 1 : 0 },
        { "reason_not_eligible", r.Reason },
        { "would_trade", r.WouldTrade ? 1 : 0 },
        { "side", Text(r.Side) },
        { "ev_raw", r.EvRaw },
        { "ev_net", r.EvNet },
        { "cost_buffer", r.CostBuffer },
        { "raw_json", PayloadValue.Of(DecisionMetadata.Of(r)) },
    };

    static PayloadDictionary Counters(OpportunityCounters c) => new()
    {
        { "snapshots_total", c.SnapshotsTotal },
        { "takes", c.Takes },
        { "passes", c.Passes },
        { "skipped", c.Skipped },
        { "missing_prob", c.MissingProbability },
        { "spot_stale", c.SpotStale },
        { "quote_stale", c.QuoteStale },
        { "sigma_not_ready", c.SigmaNotReady },
        { "sigma_points_short", c.SigmaPointsShort },
        { "sigma_history_short", c.SigmaHistoryShort },
        { "missing_yes_ask", c.MissingYesAsk },
        { "missing_no_ask", c.MissingNoAsk },
        { "ev_below_threshold", c.EvBelowThreshold },
        { "top_n_cutoff", c.TopNCutoff },
        { "ev_invariant_failed", c.EvInvariantFailed },
        { "ev_invariant_max_diff", c.EvInvariantMaxDiff },
    };

    static string Text(Side side) => side == Side.Yes ? "YES" : "NO";
}
