using Kalshi.Grains.Events;
using Kalshi.Trading;

namespace Kalshi.Bus;

/// <summary>The ranges that an event's values must lie in, the same when it is published and when it is read.</summary>
/// <remarks>Each fault is a text that names the field as it is on the wire and the value.</remarks>
static class EventValidation
{
    // Year 5138: a time beyond it is one in milliseconds.
    const long MaxSeconds = 99_999_999_999;
    const int MaxWord = 128;
    const int MaxText = 2000;

    internal static string? SourceFault(string? source) => Word("source", source);

    internal static string? EnvelopeFault(EventEnvelope envelope) =>
        SourceFault(envelope.Source)
        ?? EventSchema.VersionFault(envelope.EventType, envelope.SchemaVersion)
        ?? (envelope.Timestamp == envelope.Payload.Timestamp ? null
            : $"ts_event: {envelope.Timestamp} is not the payload's time {envelope.Payload.Timestamp}")
        ?? (EventIdentity.HasForm(envelope.IdempotencyKey, envelope.EventType, envelope.SchemaVersion) ? null
            : $"idempotency_key: '{Cut(envelope.IdempotencyKey)}' is no key of a {envelope.EventType}")
        ?? PayloadFault(envelope.Payload);

    /// <summary>Older versions are read, not written.</summary>
    internal static string? OutdatedFault(EventEnvelope envelope) =>
        EventSchema.VersionOf(envelope.EventType) is var version && envelope.SchemaVersion == version ? null
            : $"schema_version: {envelope.SchemaVersion} of {envelope.EventType} is outdated, {version} is published";

    internal static string? PayloadFault(DomainEvent payload) => payload switch
    {
        SpotTick e => First(
            Word("product_id", e.ProductId), Seconds("ts", e.Ts), Milliseconds(e.TsMs, e.Ts), Positive("price_dollars", e.Price.Steps, e.Price),
            Positive("best_bid_dollars", e.BestBid?.Steps ?? 1, e.BestBid), Positive("best_ask_dollars", e.BestAsk?.Steps ?? 1, e.BestAsk),
            NotNegative("bid_quantity", e.BidQuantity), NotNegative("ask_quantity", e.AskQuantity), NotNegative("sequence_number", e.SequenceNumber)),
        QuoteUpdate e => First(
            Ticker("market_id", e.Market), Seconds("ts", e.Ts), Milliseconds(e.TsMs, e.Ts), Crossed(e),
            NotNegative("yes_bid_size_fp", e.YesBidSize), NotNegative("yes_ask_size_fp", e.YesAskSize),
            NotNegative("volume_fp", e.Volume), NotNegative("open_interest_fp", e.OpenInterest), Optional("source_message_id", e.SourceMessageId, Word)),
        OrderBookSnapshot e => First(
            Ticker("market_id", e.Market), Seconds("ts", e.Ts), Word("session", e.Session), NotNegative("subscription_id", e.SubscriptionId),
            NotNegative("sequence", e.Sequence), Levels("yes_bids", e.YesBids), Levels("no_bids", e.NoBids)),
        OrderBookDelta e => First(
            Ticker("market_id", e.Market), Seconds("ts", e.Ts), Milliseconds(e.TsMs, e.Ts), Word("session", e.Session),
            NotNegative("subscription_id", e.SubscriptionId), NotNegative("previous_sequence", e.PreviousSequence),
            e.Sequence > e.PreviousSequence ? null : $"sequence: {e.Sequence} does not follow previous_sequence {e.PreviousSequence}"),
        FeedGap e => First(
            Ticker("market_id", e.Market), Seconds("ts", e.Ts), Word("session", e.Session), NotNegative("expected_sequence", e.ExpectedSequence),
            NotNegative("received_sequence", e.ReceivedSequence), Text("reason", e.Reason)),
        MarketLifecycle e => First(
            Ticker("market_id", e.Market), Seconds("ts", e.Ts), Word("status", e.Status), Seconds("close_ts", e.CloseTs),
            Seconds("expected_expiration_ts", e.ExpectedExpirationTs), Seconds("expiration_ts", e.ExpirationTs), Seconds("settlement_ts", e.SettlementTs), Positive("updated_ts_ms", e.UpdatedTsMs ?? 1, e.UpdatedTsMs)),
        ContractUpdate e => First(
            Ticker("ticker", e.Market), Seconds("ts", e.Ts), Finite("lower", e.Lower), Finite("upper", e.Upper),
            e is { Lower: { } lower, Upper: { } upper } && lower > upper ? $"lower: {lower} is above upper {upper}" : null,
            Optional("strike_type", e.StrikeType, Word), Seconds("close_ts", e.CloseTs), Seconds("expected_expiration_ts", e.ExpectedExpirationTs),
            Seconds("expiration_ts", e.ExpirationTs), Seconds("settled_ts", e.SettledTs), Outcome(e.Outcome),
            Optional("price_level_structure", e.PriceLevelStructure, Word), Positive("updated_ts_ms", e.UpdatedTsMs ?? 1, e.UpdatedTsMs)),
        EdgeSnapshot e => EdgeFault(e),
        OpportunityDecision e => DecisionFault(e),
        ExecutionOrder e => First(
            Word("order_id", e.OrderId), Ticker("market_id", e.Market), Seconds("ts_order", e.TsOrder), Defined(e.Side), Word("action", e.Action),
            Positive("quantity_fp", e.Quantity.Steps, e.Quantity), Word("status", e.Status), Optional("reason", e.Reason, Text),
            Optional("opportunity_key", e.OpportunityKey, Word)),
        ExecutionFill e => First(
            Word("fill_id", e.FillId), Word("order_id", e.OrderId), Ticker("market_id", e.Market), Seconds("ts_fill", e.TsFill), Defined(e.Side),
            Word("action", e.Action), Positive("quantity_fp", e.Quantity.Steps, e.Quantity), Outcome(e.Outcome), Optional("reason", e.Reason, Text)),
        OperatorAction e => First(
            Word("action_id", e.ActionId), Word("scope", e.Scope), Seconds("ts", e.Ts), Word("action", e.Action), Text("actor", e.Actor), Text("reason", e.Reason)),
        ReconciliationFinding e => First(
            Word("finding_id", e.FindingId), Word("account", e.Account), Seconds("ts", e.Ts), Word("kind", e.Kind), Word("subject", e.Subject),
            Text("ours", e.Ours), Text("venues", e.Venues)),
        PnlSnapshot e => First(
            Word("account", e.Account), Seconds("ts", e.Ts), NotNegative("open_positions", e.OpenPositions), NotNegative("open_orders", e.OpenOrders)),
        RiskLimitsSet e => LimitsFault(e),
        EdgeTick e => First(
            Word("product_id", e.ProductId), Seconds("as_of_ts", e.AsOfTs), NotNegative("spot_sequence", e.SpotSequence), Places(e.Markets),
            Above("last_good_sigma", e.LastGoodSigma ?? 1), Word("strategy_version", e.StrategyVersion)),
        DecisionTick e => First(
            Word("product_id", e.ProductId), Seconds("as_of_ts", e.AsOfTs), Seconds("decided_ts", e.DecidedTs), Word("account", e.Account),
            NotNegative("bookings", e.Bookings), NotNegative("decisions", e.Decisions)),
        TakeVerdict e => First(
            Ticker("market_id", e.Market), Seconds("ts_eval", e.TsEval), Defined(e.Side), Optional("scope", e.Scope, Word),
            Optional("word", e.Word, Word), Word("strategy_version", e.StrategyVersion)),
        SettingsInForce e => First(
            Word("start_id", e.StartId), Word("product_id", e.ProductId), Seconds("ts", e.Ts), Text("build", e.Build), Settings(e.Settings)),
        _ => $"event_type: '{payload.EventType}' is not known",
    };

    static string? EdgeFault(EdgeSnapshot e) => First(
        Ticker("market_id", e.Market), Seconds("as_of_ts", e.AsOfTs), Probability("probability_yes", e.ProbabilityYes),
        Probability("probability_yes_raw", e.ProbabilityYesRaw), Finite("ev_take_yes", e.EvTakeYes), Finite("ev_take_no", e.EvTakeNo),
        Above("sigma_annualized", e.SigmaAnnualized), Above("spot_price", e.SpotPrice), Seconds("spot_ts", e.SpotTs), Seconds("quote_ts", e.QuoteTs),
        Seconds("settlement_ts", e.SettlementTs), Finite("strike", e.Strike), Cents("yes_bid_cents", e.YesBidCents), Cents("yes_ask_cents", e.YesAskCents),
        Cents("no_bid_cents", e.NoBidCents), Cents("no_ask_cents", e.NoAskCents), Cents("yes_mid_cents", e.YesMidCents), Cents("no_mid_cents", e.NoMidCents),
        Cents("edge_yes_ask_cents", e.EdgeYesAskCents), Cents("edge_no_ask_cents", e.EdgeNoAskCents),
        Word("sigma_source", e.SigmaSource), Optional("sigma_reason", e.SigmaReason, Text), Optional("sigma_reason_context", e.SigmaReasonContext, Text),
        Word("strategy_version", e.StrategyVersion));

    static string? DecisionFault(OpportunityDecision e) => First(
        Ticker("market_id", e.Market), Seconds("ts_eval", e.TsEval), e.Side is { } side ? Defined(side) : null,
        e.WouldTrade && e.Side is null ? "side: null although would_trade is true" : null,
        Optional("reason_not_eligible", e.ReasonNotEligible, Text), Finite("ev_raw", e.EvRaw), Finite("ev_net", e.EvNet),
        Probability("probability_model", e.ProbabilityModel), Probability("probability_market", e.ProbabilityMarket), Finite("spot_price", e.SpotPrice),
        Finite("sigma_annualized", e.SigmaAnnualized), Finite("tau_minutes", e.TauMinutes), Seconds("settlement_ts", e.SettlementTs),
        Cents("yes_bid_cents", e.YesBidCents), Cents("yes_ask_cents", e.YesAskCents), Cents("no_bid_cents", e.NoBidCents), Cents("no_ask_cents", e.NoAskCents),
        Finite("spread_cents", e.SpreadCents), Finite("cost_buffer", e.CostBuffer), Finite("strike", e.Strike), Word("strategy_version", e.StrategyVersion));

    static string? LimitsFault(RiskLimitsSet e) => First(
        Word("account", e.Account), Seconds("ts", e.Ts), NotNegative("revision", e.Revision), Text("actor", e.Actor),
        Positive("order_notional_dollars", e.OrderNotional.Steps, e.OrderNotional), Positive("order_contracts_fp", e.OrderContracts.Steps, e.OrderContracts),
        Positive("market_notional_dollars", e.MarketNotional.Steps, e.MarketNotional), Positive("market_contracts_fp", e.MarketContracts.Steps, e.MarketContracts),
        Positive("series_notional_dollars", e.SeriesNotional.Steps, e.SeriesNotional), Positive("series_contracts_fp", e.SeriesContracts.Steps, e.SeriesContracts),
        Positive("venue_notional_dollars", e.VenueNotional.Steps, e.VenueNotional), Positive("venue_contracts_fp", e.VenueContracts.Steps, e.VenueContracts),
        Positive("total_notional_dollars", e.TotalNotional.Steps, e.TotalNotional), Positive("total_contracts_fp", e.TotalContracts.Steps, e.TotalContracts),
        Positive("open_positions", e.OpenPositions, e.OpenPositions), Positive("orders_per_minute", e.OrdersPerMinute, e.OrdersPerMinute),
        Positive("worst_case_loss_dollars", e.WorstCaseLoss.Steps, e.WorstCaseLoss), Positive("daily_loss_dollars", e.DailyLoss.Steps, e.DailyLoss),
        Positive("consecutive_failures", e.ConsecutiveFailures, e.ConsecutiveFailures));

    static string? First(params ReadOnlySpan<string?> faults)
    {
        foreach (var fault in faults)
        {
            if (fault is not null)
                return fault;
        }
        return null;
    }

    static string? Crossed(QuoteUpdate e) =>
        e is { YesBid: { } bid, YesAsk: { } ask } && bid > ask ? $"yes_bid_gt_yes_ask: yes_bid_dollars {bid} is above yes_ask_dollars {ask}" : null;

    static string? Ticker(string field, MarketTicker ticker) => ticker.Value.Length > 0 ? null : $"{field}: empty";

    /// <summary>Part of an identity or a subject: no blanks, and no bar, which separates the parts of an identity.</summary>
    static string? Word(string field, string? value)
    {
        if (string.IsNullOrEmpty(value))
            return $"{field}: empty";
        if (value.Length > MaxWord)
            return $"{field}: {value.Length} characters, at most {MaxWord} are allowed";
        foreach (var c in value)
        {
            if (c is <= ' ' or >= '\x7f' or '|' or '*' or '>')
                return $"{field}: '{Cut(value)}' has a character that is not allowed";
        }
        return null;
    }

    static string? Text(string field, string? value) =>
        string.IsNullOrWhiteSpace(value) ? $"{field}: empty"
        : value.Length > MaxText ? $"{field}: {value.Length} characters, at most {MaxText} are allowed"
        : null;

    static string? Optional(string field, string? value, Func<string, string?, string?> check) => value is null ? null : check(field, value);

    static string? Seconds(string field, long? ts) =>
        ts is null or (> 0 and <= MaxSeconds) ? null
        : $"{field}: {ts} is no time in Unix seconds{(ts > MaxSeconds ? " (milliseconds?)" : "")}";

    static string? Milliseconds(long? tsMs, long ts) =>
        tsMs is null || tsMs / 1000 == ts ? null : $"ts_ms: {tsMs} is not in second {ts}";

    static string? Positive<T>(string field, long steps, T value) => steps > 0 ? null : $"{field}: {value} is not positive";

    static string? NotNegative(string field, long? value) => value is null or >= 0 ? null : $"{field}: {value} is negative";

    static string? NotNegative(string field, decimal? value) => value is null or >= 0 ? null : $"{field}: {value} is negative";

    static string? NotNegative(string field, Quantity? value) => value is null or { Steps: >= 0 } ? null : $"{field}: {value} is negative";

    static string? Finite(string field, double? value) => value is not { } v || double.IsFinite(v) ? null : $"{field}: {value} is not finite";

    static string? Above(string field, double value) => double.IsFinite(value) && value > 0 ? null : $"{field}: {value} is not positive";

    static string? Probability(string field, double? value) => value is null or (>= 0 and <= 1) ? null : $"{field}: {value} is outside 0 to 1";

    static string? Cents(string field, double? value) => value is null or (>= 0 and <= 100) ? null : $"{field}: {value} is outside 0 to 100";

    static string? Outcome(int? value) => value is null or 0 or 1 ? null : $"outcome: {value} is neither 0 nor 1";

    static string? Defined(Side side) => side is Side.Yes or Side.No ? null : $"side: {(int)side} is neither yes nor no";

    static string? Levels(string field, IReadOnlyList<PriceLevel> levels)
    {
        foreach (var level in levels)
        {
            if (level.Size.Steps < 0)
                return $"{field}: size {level.Size} at {level.Price} is negative";
        }
        return null;
    }

    static string? Places(IReadOnlyList<MarketPlace> places)
    {
        foreach (var place in places)
        {
            if (Ticker("markets", place.Market) is { } fault)
                return fault;
            if (place.Sequence < 0)
                return $"markets: sequence {place.Sequence} of {place.Market} is negative";
        }
        return null;
    }

    static string? Settings(IReadOnlyList<Setting> settings)
    {
        foreach (var setting in settings)
        {
            if (Word("settings", setting.Name) is { } fault)
                return fault;
            if (setting.Value.Length > MaxText)
                return $"settings: {setting.Name} has {setting.Value.Length} characters, at most {MaxText} are allowed";
        }
        return null;
    }

    static string Cut(string text) => text.Length <= 60 ? text : $"{text[..60]}…";
}
