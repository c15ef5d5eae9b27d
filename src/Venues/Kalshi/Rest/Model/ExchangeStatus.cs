namespace Kalshi.Venues;

/// <summary>Whether the venue works at all, and whether one can trade.</summary>
/// <param name="EstimatedResumeTs">Unix seconds; null when it runs or the venue does not know.</param>
public sealed record ExchangeStatus(bool ExchangeActive, bool TradingActive, long? EstimatedResumeTs);
