using Kalshi.Trading.Edges;

namespace Kalshi.Trading.Opportunities;

/// <summary>What the strategy made of one snapshot, or of one side of it. Prices in cents, expected values in dollars.</summary>
/// <param name="Eligible">No input check stood against it.</param>
/// <param name="WouldTrade">A take.</param>
/// <param name="Reason">Why it is not a take, comma-separated when several inputs failed; null for a take.</param>
/// <param name="AskUsed">The ask that the expected value was counted from; null when none was counted.</param>
/// <param name="ProbabilityMarket">From the mids: what the market thinks of YES.</param>
/// <param name="TauMinutes">Minutes from the spot tick to settlement.</param>
/// <param name="SpreadCents">Ask minus bid of the side.</param>
/// <param name="OtherSideReason">Why the market's other side was not an alternative: missing_yes_ask or missing_no_ask; null when it was,
/// or when the row is about one side only.</param>
public sealed record OpportunityRow(
    MarketSnapshot Snapshot,
    Side Side,
    bool Eligible,
    bool WouldTrade,
    string? Reason,
    double? AskUsed,
    double? EvRaw,
    double? EvNet,
    double CostBuffer,
    double? ProbabilityMarket,
    double? TauMinutes,
    double? SpreadCents,
    DecisionCheck Check,
    int ModelVersion,
    string? OtherSideReason = null)
{
    public MarketTicker Market => Snapshot.Market;

    /// <summary>The snapshot's tick.</summary>
    public long TsEval => Snapshot.AsOfTs!.Value;

    /// <summary>The ask of the row's side, whether or not it can be taken.</summary>
    public double? Ask => Side == Side.Yes ? Snapshot.YesAsk : Snapshot.NoAsk;

    public PositionKey Key => new(Market, Side);

    /// <summary>The reason, or trade_signal for a take.</summary>
    public string ReasonText => string.IsNullOrEmpty(Reason) ? DecisionReason.TradeSignal : Reason;

    /// <summary>The same row, not taken because of a gate that came later.</summary>
    internal OpportunityRow Refuse(string reason) => this with { Eligible = false, WouldTrade = false, Reason = reason };
}
