namespace Kalshi.Silo.Orders;

/// <summary>How often the money path looks after itself.</summary>
sealed record OrderServiceOptions
{
    /// <summary>What paper orders fill on (PAPER_FILLS, default reference).</summary>
    public PaperFills PaperFills { get; init; } = PaperFills.Reference;

    /// <summary>Between two comparisons of an account with its venue, in venue time (RECONCILE_INTERVAL_SECONDS, default 15).</summary>
    public TimeSpan ReconcileInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Between two looks at the venue's settlements, in venue time (SETTLEMENT_INTERVAL_SECONDS, default 60). News of a position that
    /// is gone causes one at once.</summary>
    public TimeSpan SettlementInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Between two P&amp;L snapshots, in venue time (PNL_SNAPSHOT_SECONDS, default 60).</summary>
    public TimeSpan SnapshotInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Between two looks at what open positions have lost, in venue time (RISK_MARK_SECONDS, default 5).</summary>
    public TimeSpan MarkInterval { get; init; } = TimeSpan.FromSeconds(5);
}

/// <summary>What the paper account trades on.</summary>
enum PaperFills
{
    /// <summary>The reference's: wholly at the ask of the decision.</summary>
    Reference,

    /// <summary>The live book: displayed depth, queue position, latency.</summary>
    Book,

    /// <summary>The matching engine of a venue with play money: the simulator's or Kalshi's demo environment.</summary>
    Venue,
}
