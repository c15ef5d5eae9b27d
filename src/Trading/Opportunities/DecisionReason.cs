namespace Kalshi.Trading.Opportunities;

/// <summary>Why an edge is not taken: the reference's words (strategy.md section 7).</summary>
public static class DecisionReason
{
    public const string MissingProbability = "missing_prob";
    public const string SpotStale = "spot_stale";
    public const string QuoteStale = "quote_stale";
    public const string SigmaNotReady = "sigma_not_ready";
    public const string SigmaPointsShort = "sigma_points_short";
    public const string SigmaHistoryShort = "sigma_history_short";
    public const string MissingYesAsk = "missing_yes_ask";
    public const string MissingNoAsk = "missing_no_ask";
    public const string MissingQuote = "missing_quote";
    public const string EvBelowThreshold = "ev_below_threshold";
    public const string TopNCutoff = "top_n_cutoff";
    public const string TailEvBelowThreshold = "tail_ev_below_threshold";
    public const string NearExpiry = "near_expiry";
    public const string PositionOpen = "position_open";
    public const string PositionOpenOppositeSide = "position_open_opposite_side";
    public const string CooldownActive = "cooldown_active";
    public const string TakeCap = "take_cap";

    /// <summary>The reason text of a take.</summary>
    public const string TradeSignal = "trade_signal";
}
