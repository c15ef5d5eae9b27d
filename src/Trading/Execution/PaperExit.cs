namespace Kalshi.Trading.Execution;

/// <summary>A paper position closed by settlement.</summary>
/// <param name="PriceCents">100 for the side that won, 0 for the other; null while the outcome is not known.</param>
public sealed record PaperExit(string FillId, string OrderId, MarketTicker Market, Side Side, double? PriceCents, int? Outcome);
