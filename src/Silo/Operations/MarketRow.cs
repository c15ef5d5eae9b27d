using Kalshi.Grains;
using Kalshi.Trading;

namespace Kalshi.Silo.Operations;

/// <summary>A market as the API shows it: its view with the age of its quote.</summary>
sealed record MarketRow(
    MarketTicker Market, string? Status, string? StrikeType, double? Lower, double? Upper, long? CloseTs, long? ExpectedExpirationTs,
    long? SettlementTs, int? Outcome, QuoteView? Quote, double? QuoteAgeSeconds, string BookState, string? BookReason, long Events)
{
    internal static MarketRow Of(MarketView m, DateTimeOffset now) => new(
        m.Market, m.Status, m.StrikeType, m.Lower, m.Upper, m.CloseTs, m.ExpectedExpirationTs, m.SettlementTs, m.Outcome, m.Quote,
        StatusReader.Age(m.Quote?.Ts, m.Quote?.TsMs, now), m.BookState, m.BookReason, m.Events);
}
