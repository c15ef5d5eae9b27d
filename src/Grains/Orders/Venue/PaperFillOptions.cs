namespace Kalshi.Grains.Orders;

/// <summary>How paper orders fill on the live book.</summary>
public sealed record PaperFillOptions
{
    /// <summary>From sending to arriving, in venue time: the book is read when the order arrives (PAPER_LATENCY_MS, default 100).</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Between two looks at the books of resting orders, in venue time (PAPER_LOOK_MS, default 250).</summary>
    public TimeSpan LookInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Of what a level loses once nothing is ahead of an order, the share that trades with it, percent
    /// (PAPER_TRADE_SHARE, default 50).</summary>
    public int TradeSharePercent { get; init; } = 50;
}
