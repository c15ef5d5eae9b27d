namespace Kalshi.Storage;

/// <summary>An event as it lies in the table.</summary>
/// <param name="Timestamp">By the clock of its origin, Unix seconds.</param>
/// <param name="Key">What it is about: a market ticker, a product or a scope.</param>
/// <param name="Payload">JSON.</param>
public sealed record StoredEvent(
    string EventType, int SchemaVersion, string IdempotencyKey, long Timestamp, string Source, string Subject, string Key,
    string Stream, long StreamSequence, DateTimeOffset StoredAt, string Payload);

/// <param name="LastTimestamp">Of the youngest, Unix seconds.</param>
public sealed record EventCount(string EventType, long Count, long LastTimestamp);

/// <summary>The last decision on a market.</summary>
/// <param name="Side">YES or NO; null when none was chosen.</param>
/// <param name="Reason">The first gate that failed; null for a take.</param>
/// <param name="EvNet">Dollars a contract.</param>
public sealed record LatestDecision(
    string Market, long TsEval, bool Eligible, bool WouldTrade, string? Side, string? Reason, double? EvRaw, double? EvNet,
    double? ProbabilityModel, double? ProbabilityMarket, double? TauMinutes, string StrategyVersion);

/// <summary>How often decisions gave one reason.</summary>
/// <param name="Reason">Null: no gate failed.</param>
public sealed record ReasonCount(string? Reason, bool WouldTrade, long Decisions, long Markets);

/// <summary>The last edge of a market; times in Unix seconds, expected values in dollars a contract.</summary>
public sealed record LatestEdge(
    string Market, long AsOfTs, double ProbabilityYes, double? EvTakeYes, double? EvTakeNo, double SigmaAnnualized, bool SigmaOk,
    double SpotPrice, long? SpotTs, long? QuoteTs, long? SettlementTs, double? Strike, string StrategyVersion);

/// <summary>The last state of an order.</summary>
/// <param name="Quantity">Contracts.</param>
/// <param name="Price">Limit price of the side in dollars.</param>
public sealed record OrderState(
    string OrderId, string Market, long TsOrder, string Side, string Action, decimal Quantity, decimal? Price, string Status,
    string? Reason, string? OpportunityKey, bool Paper);

/// <param name="Quantity">Contracts.</param>
/// <param name="Price">Dollars a contract.</param>
/// <param name="Fee">Dollars for the whole fill.</param>
public sealed record FillState(
    string FillId, string OrderId, string Market, long TsFill, string Side, string Action, decimal Quantity, decimal Price,
    decimal Fee, int? Outcome, string? Reason, bool Paper);

/// <summary>What an operator did last in a scope.</summary>
/// <param name="Action">halt or release.</param>
public sealed record OperatorState(string Scope, long Ts, string Action, string Actor, string Reason, string ActionId);
