using System.Globalization;

namespace Kalshi.VenueSimulator;

/// <summary>Tickers by the venue's pattern: series, closing time in Eastern time, strike or minute.</summary>
static class MarketNames
{
    /// <summary>"KXBTCD-26NOV2117".</summary>
    internal static string HourlyEvent(DateTimeOffset close) => $"{Series.HourlyLadder}-{Eastern(close, "yyMMMddHH")}";

    /// <summary>"KXBTCD-26NOV2117-T95249.99".</summary>
    internal static string Hourly(DateTimeOffset close, decimal strike) => FormattableString.Invariant($"{HourlyEvent(close)}-T{strike:F2}");

    /// <summary>"KXBTC15M-26MAY140045".</summary>
    internal static string QuarterEvent(DateTimeOffset close) => $"{Series.FifteenMinutes}-{Eastern(close, "yyMMMddHHmm")}";

    /// <summary>"KXBTC15M-26MAY140045-45".</summary>
    internal static string Quarter(DateTimeOffset close) => $"{QuarterEvent(close)}-{Eastern(close, "mm")}";

    static string Eastern(DateTimeOffset time, string format) =>
        EasternTime.Of(time).ToString(format, CultureInfo.InvariantCulture).ToUpperInvariant();
}
