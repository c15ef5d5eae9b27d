namespace Kalshi.Trading.Universe;

/// <summary>Why a market has no edge at a tick: the reference's words (strategy.md sections 5 and 6).</summary>
public static class SkipReason
{
    public const string MissingBounds = "missing_bounds";
    public const string MissingSettlementTs = "missing_settlement_ts";
    public const string ExpiredContract = "expired_contract";
    public const string HorizonOutOfRange = "horizon_out_of_range";
    public const string MissingQuote = "missing_quote";
    public const string MissingBothSides = "missing_both_sides";
    public const string MissingYesAsk = "missing_yes_ask";
    public const string MissingNoAsk = "missing_no_ask";
    public const string CrossedMarket = "crossed_market";
    public const string InvalidEdge = "invalid_edge";

    /// <summary>Tradable, but farther from the spot than the markets that were selected.</summary>
    public const string OutsideSelection = "outside_selection";
}
