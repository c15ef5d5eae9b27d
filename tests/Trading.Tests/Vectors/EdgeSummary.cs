using Kalshi.Trading.Edges;
using Kalshi.Trading.Identity;
using Kalshi.Trading.Universe;

namespace Kalshi.Trading.Tests.Vectors;

/// <summary>A tick in the words of the reference's summary.</summary>
static class EdgeSummary
{
    const int Samples = 5;

    internal static PayloadDictionary Of(EdgeTick tick, PayloadDictionary c)
    {
        if (tick.Error is not { } error)
            return OfEdges(tick, c);
        var failed = new PayloadDictionary { { "error", error }, { "edges_inserted", 0 }, { "relevant_total", 0 } };
        if (tick.Selection is not null)
            failed.Add("selection", PayloadValue.Of(Selection(tick, c)));
        failed.Add("skip_reasons", Counts(tick.SkipReasons));
        return failed;
    }

    static PayloadDictionary OfEdges(EdgeTick tick, PayloadDictionary c)
    {
        var (sigma, selected) = (tick.Sigma!, tick.Selection!.Selected);
        var p = c["params"].AsDictionary;
        var byId = selected.Select(m => m.Ticker.Value).Order(StringComparer.Ordinal).ToList();
        return new()
        {
            { "now_ts", tick.NowTs },
            { "spot_price", tick.Spot!.Value.Price },
            { "spot_ts", tick.Spot.Value.Ts },
            { "sigma_annualized", sigma.Sigma },
            { "sigma_unclamped", sigma.Unclamped },
            { "sigma_source", sigma.SourceName },
            { "sigma_ok", sigma.Ok },
            { "sigma_reason", sigma.Reason },
            { "sigma_reason_context", sigma.ReasonContext },
            { "sigma_quality", sigma.Quality },
            { "sigma_points_used", sigma.PointsUsed },
            { "sigma_lookback_seconds_used", sigma.LookbackSecondsUsed },
            // Ours is remembered exactly when it is good.
            { "sigma_persisted", sigma.Ok },
            { "min_sigma_points", p["min_points"] },
            { "min_sigma_lookback_seconds", p["min_sigma_lookback_seconds"] },
            { "resample_seconds", p["resample_seconds"] },
            { "raw_points", sigma.RawPoints },
            { "resampled_points", sigma.ResampledPoints },
            { "step_seconds", sigma.StepSeconds },
            { "selection", PayloadValue.Of(Selection(tick, c)) },
            { "relevant_total", selected.Count },
            { "edges_inserted", tick.Edges.Count },
            { "skipped", tick.SelectedSkipped },
            { "skip_reasons", Counts(tick.SkipReasons) },
            { "diagnostics", Counts(tick.SkipReasons.Where(r => r.Key == SkipReason.CrossedMarket)) },
            { "latest_quote_ts", tick.Quotes.LatestTs },
            { "quote_age_seconds", tick.Quotes.AgeSeconds },
            { "quotes_distinct_markets_recent", tick.Quotes.MarketsWithRecentQuote },
            { "relevant_with_recent_quotes", tick.Quotes.MarketsWithRecentQuote },
            { "missing_quote_sample", List(tick.Skips.Where(s => s.Reason == SkipReason.MissingQuote
                && selected.Any(m => m.Ticker == s.Market)).Select(s => s.Market.Value).Take(10)) },
            { "recent_quote_market_ids_sample", List(byId.Take(Samples)) },
            { "relevant_ids_sample", List(selected.Select(m => m.Ticker.Value).Take(Samples)) },
            // Titles are the database's; which markets have one is the selection.
            { "relevant_titles_sample", Titles(byId, c["summary"].AsDictionary["relevant_titles_sample"].AsDictionary) },
        };
    }

    static PayloadDictionary Selection(EdgeTick tick, PayloadDictionary c)
    {
        var (selection, p) = (tick.Selection!, c["params"].AsDictionary);
        var counters = selection.Counters;
        return new()
        {
            { "method", selection.Method },
            { "pct_band", p["pct_band"] },
            { "top_n", p["top_n"] },
            { "candidate_count_total", counters.Candidates },
            { "excluded_expired", counters.Expired },
            { "excluded_horizon_out_of_range", counters.HorizonOutOfRange },
            { "excluded_missing_bounds", counters.MissingBounds },
            { "excluded_missing_recent_quote", counters.MissingRecentQuote },
            { "excluded_untradable", counters.Untradable },
            { "excluded_missing_close_ts", counters.MissingCloseTs },
            { "selected_count", selection.Selected.Count },
            { "spot_ts", tick.Spot!.Value.Ts },
            { "now_ts", tick.NowTs },
            { "selection_samples", PayloadValue.Of(selection.Selected.Take(Samples).Select(m => PayloadValue.Of(new PayloadDictionary
            {
                { "ticker", m.Ticker.Value },
                { "distance_pct", m.DistancePct },
                { "horizon_seconds", m.HorizonSeconds },
                { "close_ts", m.CloseTs },
            })).ToList()) },
            { "series", PayloadValue.Of(new List<PayloadValue>()) },
            { "status", new UniverseParameters { Status = c.Text("status") }.RequiredStatus },
            { "require_quotes", true },
        };
    }

    static PayloadValue List(IEnumerable<string> items) => PayloadValue.Of(items.Select(PayloadValue.Of).ToList());

    /// <summary>Counts in the order of their first occurrence, as the reference counts them.</summary>
    static PayloadValue Counts(IEnumerable<KeyValuePair<string, int>> counts)
    {
        var members = new PayloadDictionary();
        foreach (var (reason, count) in counts)
            members.Add(reason, count);
        return PayloadValue.Of(members);
    }

    static PayloadValue Titles(IEnumerable<string> ids, PayloadDictionary titles)
    {
        var members = new PayloadDictionary();
        foreach (var id in ids)
            members.Add(id, titles[id]);
        return PayloadValue.Of(members);
    }
}
