using System.Globalization;
using Kalshi.Trading.Edges;

namespace Kalshi.Trading.Opportunities;

/// <summary>Takes a recorded decision apart: every gate in its order, with its verdict and what it looked at.</summary>
/// <remarks>The verdicts are the recorded ones, never computed again; only the numbers beside them come from the snapshot, the
/// limits from the configuration given.</remarks>
public static class DecisionExplanation
{
    /// <param name="snapshot">The snapshot that was decided on.</param>
    /// <param name="side">The side decided on; null when there was none.</param>
    /// <param name="evNet">Dollars after the cost buffer, as recorded.</param>
    /// <param name="reason">As recorded; null for a take.</param>
    public static IReadOnlyList<DecisionGate> Of(
        MarketSnapshot snapshot, Side? side, double? evNet, double? tauMinutes, string? reason, OpportunityLoopConfig config)
    {
        var refused = (reason ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        var (inputs, later) = (Inputs(snapshot, config.Opportunity), Later(snapshot, side, evNet, tauMinutes, config));
        var gates = inputs.Select(gate => new DecisionGate(gate.Names[0], !refused.Contains(gate.Names[0]), gate.Detail)).ToList();
        var open = gates.All(gate => gate.Passed == true);
        foreach (var (names, detail) in later)
        {
            var refuses = names.FirstOrDefault(refused.Contains);
            gates.Add(new(refuses ?? names[0], open ? refuses is null : null, detail));
            open &= refuses is null;
        }
        return gates;
    }

    // All of these are looked at, whatever the others say.
    static IEnumerable<(string[] Names, string Detail)> Inputs(MarketSnapshot s, OpportunityConfig config) =>
    [
        ([DecisionReason.MissingProbability], s.ProbabilityYes is { } p ? Text($"{p:0.0000}") : "none"),
        ([DecisionReason.SpotStale], Age(s.SpotAgeSeconds, config.MaxSpotAgeSeconds)),
        ([DecisionReason.QuoteStale], Age(s.QuoteAgeSeconds, config.MaxQuoteAgeSeconds)),
        ([DecisionReason.SigmaNotReady], s.Sigma.Reason ?? Text($"{s.SigmaAnnualized:0.000} a year, {s.Sigma.Source}")),
        ([DecisionReason.SigmaPointsShort], Text($"{s.Sigma.PointsUsed} returns, at least {s.Sigma.MinPoints}")),
        ([DecisionReason.SigmaHistoryShort], Text($"{s.Sigma.LookbackSecondsUsed} s, at least {s.Sigma.MinLookbackSeconds} s")),
    ];

    // Each is only reached when those before it let the decision through.
    static IEnumerable<(string[] Names, string Detail)> Later(
        MarketSnapshot s, Side? side, double? evNet, double? tauMinutes, OpportunityLoopConfig config)
    {
        var ask = side == Side.No ? s.NoAsk : s.YesAsk;
        var (least, most) = (config.Opportunity.MinAskCents, config.Opportunity.MaxAskCents);
        return
        [
            ([side == Side.No ? DecisionReason.MissingNoAsk : DecisionReason.MissingYesAsk, DecisionReason.MissingYesAsk, DecisionReason.MissingNoAsk, DecisionReason.MissingQuote],
                ask is null ? "no ask" : Text($"ask {ask:0.##} ¢, {least:0.##} to {most:0.##}")),
            ([DecisionReason.EvBelowThreshold],
                evNet is null ? "" : Text($"{evNet * 100:0.00} ¢ after the buffer, at least {config.Opportunity.MinEv * 100:0.00}")),
            ([DecisionReason.TopNCutoff], config.Opportunity.TopN is { } n ? Text($"the best {n}") : "no limit"),
            ([DecisionReason.TailEvBelowThreshold],
                ask > config.TailLowCents && ask < config.TailHighCents ? "no tail" : Text($"a tail, at least {config.TailMinEv * 100:0.00} ¢")),
            ([DecisionReason.NearExpiry],
                config.MinTauMinutesBySeries.TryGetValue(s.Market.Series, out var tau) ? Text($"{tauMinutes:0.0} min left, at least {tau:0.0}") : "no limit for the series"),
            ([DecisionReason.PositionOpen, DecisionReason.PositionOpenOppositeSide], ""),
            ([DecisionReason.CooldownActive], Text($"{config.TakeCooldownSeconds} s after a take of the same side")),
            ([DecisionReason.TakeCap], config.MaxTakesPerTick is { } cap ? Text($"at most {cap} a tick") : "no limit"),
        ];
    }

    static string Age(long? age, long? limit) => (age, limit) switch
    {
        (null, _) => "unknown",
        (_, null) => Text($"{age} s, any age"),
        _ => Text($"{age} s, at most {limit} s"),
    };

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
