namespace Kalshi.Trading.Opportunities;

/// <summary>The gates that the runner puts after the decision, each turning takes into passes: tails, expiry, open positions,
/// cooldown, cap, in this order.</summary>
sealed class LoopGates(OpportunityLoopConfig config, OpportunityCounters counters, List<OpportunityRow> passes)
{
    internal List<OpportunityRow> Apply(
        List<OpportunityRow> takes, IReadOnlySet<PositionKey> openPositions, IReadOnlySet<PositionKey> recentTakes)
    {
        var openMarkets = openPositions.Select(key => key.Market).ToHashSet();
        takes = Keep(takes, row => IsThinTail(row) ? DecisionReason.TailEvBelowThreshold : null);
        takes = Keep(takes, row => IsNearExpiry(row) ? DecisionReason.NearExpiry : null);
        takes = Keep(takes, row =>
            openPositions.Contains(row.Key) ? DecisionReason.PositionOpen
            : openMarkets.Contains(row.Market) ? DecisionReason.PositionOpenOppositeSide
            : null);
        if (config.TakeCooldownSeconds > 0)
            takes = Keep(takes, row => recentTakes.Contains(row.Key) ? DecisionReason.CooldownActive : null);
        if (config.MaxTakesPerTick is { } cap)
        {
            var room = Math.Max(cap, 0);
            takes = Keep(takes, _ => room-- > 0 ? null : DecisionReason.TakeCap);
        }
        return takes;
    }

    List<OpportunityRow> Keep(List<OpportunityRow> takes, Func<OpportunityRow, string?> refusal)
    {
        var kept = new List<OpportunityRow>(takes.Count);
        foreach (var row in takes)
        {
            if (refusal(row) is not { } reason)
            {
                kept.Add(row);
                continue;
            }
            passes.Add(row.Refuse(reason));
            Count(reason);
        }
        return kept;
    }

    bool IsThinTail(OpportunityRow row) =>
        (row.Ask <= config.TailLowCents || row.Ask >= config.TailHighCents) && row.EvNet < config.TailMinEv;

    bool IsNearExpiry(OpportunityRow row) =>
        row.Market.Value.Contains('-')
        && config.MinTauMinutesBySeries.TryGetValue(row.Market.Series, out var least)
        && row.TauMinutes < least;

    void Count(string reason)
    {
        switch (reason)
        {
            case DecisionReason.TailEvBelowThreshold:
                counters.TailEvBlocked++;
                break;
            case DecisionReason.NearExpiry:
                counters.NearExpiryBlocked++;
                break;
            case DecisionReason.PositionOpen:
                counters.OpenPositionBlocked++;
                break;
            case DecisionReason.PositionOpenOppositeSide:
                counters.OpenOppositeSideBlocked++;
                break;
            case DecisionReason.CooldownActive:
                counters.CooldownBlocked++;
                break;
            case DecisionReason.TakeCap:
                counters.TakeCapBlocked++;
                break;
        }
    }
}
