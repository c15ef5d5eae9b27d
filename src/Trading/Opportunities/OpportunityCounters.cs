namespace Kalshi.Trading.Opportunities;

/// <summary>How often each check failed in a tick. The input checks count once a snapshot, the ask and threshold checks once a side.</summary>
public sealed record OpportunityCounters
{
    public int SnapshotsTotal { get; set; }
    public int Takes { get; set; }
    public int Passes { get; set; }

    /// <summary>Snapshots without a market or a tick.</summary>
    public int Skipped { get; set; }

    public int MissingProbability { get; set; }
    public int SpotStale { get; set; }
    public int QuoteStale { get; set; }
    public int SigmaNotReady { get; set; }
    public int SigmaPointsShort { get; set; }
    public int SigmaHistoryShort { get; set; }
    public int MissingYesAsk { get; set; }
    public int MissingNoAsk { get; set; }
    public int EvBelowThreshold { get; set; }
    public int TopNCutoff { get; set; }
    public int EvInvariantFailed { get; set; }

    /// <summary>Dollars.</summary>
    public double EvInvariantMaxDiff { get; set; }

    public int OpenPositionBlocked { get; set; }
    public int OpenOppositeSideBlocked { get; set; }
    public int TailEvBlocked { get; set; }
    public int NearExpiryBlocked { get; set; }
    public int CooldownBlocked { get; set; }
    public int TakeCapBlocked { get; set; }
}
