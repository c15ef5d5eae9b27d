using System.Globalization;
using System.Text.RegularExpressions;
using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>The strike type that the strategy understands, from what the venue says: strategy.md section 8.</summary>
static partial class StrikeInference
{
    /// <summary>Series whose tickers end in numbers that are not bounds of the kind that the fallback reads.</summary>
    static readonly string[] NeverFromTicker = ["KXBTC", "KXBTC15M", "KXBTCD"];

    /// <summary>Keeps between, less and greater; any other word (such as greater_or_equal) yields to what the bounds tell, and
    /// missing bounds, outside the Bitcoin series, to the ticker's tail.</summary>
    internal static (string? StrikeType, double? Lower, double? Upper) Infer(MarketTicker ticker, string? strikeType, double? floor, double? cap)
    {
        if (floor is null && cap is null && !NeverFromTicker.Contains(ticker.Series)
            && Tail().Match(ticker.Value) is { Success: true } tail
            && double.TryParse(tail.Groups[2].ValueSpan, CultureInfo.InvariantCulture, out var bound))
            (floor, cap) = tail.Groups[1].Value == "A" ? ((double?)bound, (double?)null) : (null, bound);
        return strikeType is "between" or "less" or "greater"
            ? (strikeType, floor, cap)
            : ((floor, cap) switch
            {
                (not null, not null) => "between",
                (not null, null) => "greater",
                (null, not null) => "less",
                _ => null,
            }, floor, cap);
    }

    [GeneratedRegex(@"-([AB])([0-9]+(?:\.[0-9]+)?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Tail();
}
