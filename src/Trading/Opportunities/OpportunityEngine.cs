using Kalshi.Trading.Edges;

namespace Kalshi.Trading.Opportunities;

/// <summary>Decides which snapshots are worth taking: strategy.md section 7, without the loop's gates.</summary>
public static class OpportunityEngine
{
    /// <summary>Rows of a batch of snapshots: takes first, then passes if the configuration keeps them.</summary>
    public static OpportunityBatch Build(IReadOnlyList<MarketSnapshot> snapshots, OpportunityConfig config)
    {
        var counters = new OpportunityCounters { SnapshotsTotal = snapshots.Count };
        var takes = new List<OpportunityRow>();
        var passes = new List<OpportunityRow>();
        foreach (var snapshot in snapshots)
        {
            if (snapshot.Market.Value.Length == 0 || snapshot.AsOfTs is null)
            {
                counters.Skipped++;
                continue;
            }
            var judge = new SnapshotJudge(snapshot, config, counters);
            if (config.BestSideOnly)
                BestSide(judge, takes, passes);
            else
                BothSides(judge, takes, passes);
        }
        if (!config.EmitPasses)
            passes.Clear();
        CutToTopN(config, counters, takes, passes);
        counters.Takes = takes.Count;
        counters.Passes = passes.Count;
        return new(takes, passes, counters);
    }

    /// <summary>One row a market: the side that earns more, YES when they earn the same.</summary>
    static void BestSide(SnapshotJudge judge, List<OpportunityRow> takes, List<OpportunityRow> passes)
    {
        var yes = judge.Side(Side.Yes);
        var no = judge.Side(Side.No);
        var noEarnsMore = no.Row?.EvNet > (yes.Row?.EvNet ?? double.NegativeInfinity);
        var best = noEarnsMore ? no.Row : yes.Row ?? no.Row;
        var otherSideReason = best?.Side == Side.No ? yes.Reason : no.Reason == yes.Reason ? null : no.Reason;
        var row = best is null ? judge.WithoutEv(Side.Yes, yes.Reason!)
            : judge.IsEnough(best.EvNet) ? best
            : judge.BelowThreshold(best);
        if (otherSideReason is not null)
            row = row with { OtherSideReason = otherSideReason };
        (row.WouldTrade ? takes : passes).Add(row);
    }

    /// <summary>One row a side.</summary>
    static void BothSides(SnapshotJudge judge, List<OpportunityRow> takes, List<OpportunityRow> passes)
    {
        var (yes, no) = (judge.Side(Side.Yes), judge.Side(Side.No));
        foreach (var (side, verdict) in new[] { (Side.Yes, yes), (Side.No, no) })
        {
            if (verdict.Row is not { EvNet: not null } row)
                passes.Add(judge.WithoutEv(side, verdict.Reason ?? DecisionReason.MissingQuote));
            else if (judge.IsEnough(row.EvNet))
                takes.Add(row);
            else
                passes.Add(row with { Eligible = true, WouldTrade = false, Reason = DecisionReason.EvBelowThreshold });
        }
    }

    static void CutToTopN(OpportunityConfig config, OpportunityCounters counters, List<OpportunityRow> takes, List<OpportunityRow> passes)
    {
        if (config.TopN is not { } limit || limit <= 0)
            return;
        var ranked = takes.OrderByDescending(row => row.EvNet).ToList();
        takes.Clear();
        takes.AddRange(ranked.Take(limit));
        if (!config.EmitPasses)
            return;
        foreach (var row in ranked.Skip(limit))
        {
            counters.TopNCutoff++;
            passes.Add(row with { WouldTrade = false, Reason = DecisionReason.TopNCutoff });
        }
    }
}
