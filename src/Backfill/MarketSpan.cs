namespace Kalshi.Backfill;

/// <summary>The time in which a market traded, as far as a range asks for it.</summary>
sealed record MarketSpan(string Ticker, long? SettlementTs, Span Range);
