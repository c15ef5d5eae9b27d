using Kalshi.Trading.Identity;
using Kalshi.Trading.Probability;

namespace Kalshi.Trading.Edges;

/// <summary>The metadata that goes with edges and snapshots as JSON text (raw_json).</summary>
public static class EdgeMetadata
{
    /// <summary>How an edge came about.</summary>
    public static PayloadDictionary Of(Edge edge) => new()
    {
        { "quote_ts", edge.Quote.Ts },
        { "strike_type", ContractTerms.NameOf(edge.Terms.StrikeType) },
        { "lower", edge.Terms.Lower },
        { "upper", edge.Terms.Upper },
        { "prob_horizon_seconds", edge.HorizonSeconds },
        { "selection_horizon_seconds", edge.SelectionHorizonSeconds },
        { "prob_yes_raw", edge.Probability.Raw },
        { "prob_yes_clamped", edge.Probability.Clamped },
        { "yes_ask_boundary", edge.YesAskBoundary },
        { "no_ask_boundary", edge.NoAskBoundary },
        { "crossed_market", edge.Crossed },
    };

    /// <summary>What a snapshot adds to its edge's metadata.</summary>
    public static PayloadDictionary Of(Edge edge, MarketSnapshot snapshot)
    {
        var metadata = Of(edge);
        var sigma = snapshot.Sigma;
        metadata.Add("snapshot_version", 1);
        metadata.Add("edge_quote_ts", edge.Quote.Ts);
        metadata.Add("edge_prob_yes", snapshot.Basis.ProbabilityYes);
        metadata.Add("edge_yes_ask", snapshot.Basis.YesAsk);
        metadata.Add("edge_no_ask", snapshot.Basis.NoAsk);
        metadata.Add("sigma_source", sigma.Source);
        metadata.Add("sigma_ok", sigma.Ok);
        metadata.Add("sigma_reason", sigma.Reason);
        metadata.Add("sigma_reason_context", sigma.ReasonContext);
        metadata.Add("sigma_points_used", sigma.PointsUsed);
        metadata.Add("min_sigma_points", sigma.MinPoints);
        metadata.Add("sigma_lookback_seconds_used", sigma.LookbackSecondsUsed);
        metadata.Add("min_sigma_lookback_seconds", sigma.MinLookbackSeconds);
        return metadata;
    }

    /// <summary>What the decision reads back from a snapshot's metadata; absent, unparsable or other than an object counts as empty,
    /// and a value of the wrong type as unknown.</summary>
    public static (SigmaMetadata Sigma, EdgeBasis Basis) Read(string? rawJson)
    {
        if (string.IsNullOrEmpty(rawJson) || !PythonJson.TryParse(rawJson, out var value) || value.Kind != PayloadKind.Dictionary)
            return default;
        var members = value.AsDictionary;
        return (
            new(
                Text(members["sigma_source"]),
                Flag(members["sigma_ok"]),
                Text(members["sigma_reason"]),
                Text(members["sigma_reason_context"]),
                members["sigma_points_used"].ToInt64(),
                members["min_sigma_points"].ToInt64(),
                members["sigma_lookback_seconds_used"].ToInt64(),
                members["min_sigma_lookback_seconds"].ToInt64()),
            new(members["edge_prob_yes"].ToDouble(), members["edge_yes_ask"].ToDouble(), members["edge_no_ask"].ToDouble()));
    }

    static string? Text(PayloadValue value) =>
        value.IsNull ? null : value.Kind == PayloadKind.Text ? value.AsText : value.ToString();

    /// <summary>Only the literal true is true; anything else that is there is false.</summary>
    static bool? Flag(PayloadValue value) =>
        value.IsNull ? null : value.Kind == PayloadKind.Boolean && value.AsBoolean;
}
