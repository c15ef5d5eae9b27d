using Kalshi.Trading.Identity;

namespace Kalshi.Trading.Opportunities;

/// <summary>The metadata that goes with a decision as JSON text (raw_json).</summary>
public static class DecisionMetadata
{
    public static PayloadDictionary Of(OpportunityRow row)
    {
        var (snapshot, sigma, check) = (row.Snapshot, row.Snapshot.Sigma, row.Check);
        return new()
        {
            { "asof_ts", snapshot.AsOfTs },
            { "spot_ts", snapshot.SpotTs },
            { "quote_ts", snapshot.QuoteTs },
            { "spot_age_seconds", snapshot.SpotAgeSeconds },
            { "quote_age_seconds", snapshot.QuoteAgeSeconds },
            { "price_used_cents", row.AskUsed },
            { "prob_yes", snapshot.ProbabilityYes },
            { "prob_yes_raw", snapshot.ProbabilityYesRaw },
            { "sigma_source", sigma.Source },
            { "sigma_ok", sigma.Ok },
            { "sigma_reason", sigma.Reason },
            { "sigma_reason_context", sigma.ReasonContext },
            { "sigma_points_used", sigma.PointsUsed },
            { "min_sigma_points", sigma.MinPoints },
            { "sigma_lookback_seconds_used", sigma.LookbackSecondsUsed },
            { "min_sigma_lookback_seconds", sigma.MinLookbackSeconds },
            { "decision", row.WouldTrade ? "TAKE" : "PASS" },
            { "decision_reason", row.Reason },
            { "model_version", row.ModelVersion },
            { "ev_snapshot", check.EvSnapshot },
            { "ev_recomputed", check.EvRecomputed },
            { "ev_recomputed_invariant", check.EvOfBasis },
            { "ev_invariant_failed", check.InvariantFailed },
            { "ev_invariant_diff", check.InvariantDiff },
            { "ev_invariant_basis", check.BasisKnown ? "edge_inputs" : "unavailable" },
            { "cost_buffer", row.CostBuffer },
            { "ev_net", row.EvNet },
        };
    }
}
