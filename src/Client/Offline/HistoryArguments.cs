using System.CommandLine;
using System.Globalization;
using Kalshi.Backfill;
using Kalshi.Trading;
using Kalshi.Venues;

namespace Kalshi.Client.Offline;

/// <summary>What <c>backfill</c> and <c>gaps</c> have in common: series, range and kinds.</summary>
sealed class HistoryArguments
{
    readonly Option<string> _series = new("--series") { Description = "Series, comma separated", DefaultValueFactory = _ => "KXBTC15M" };

    readonly Option<string> _from = new("--from") { Description = "First day or moment, UTC: 2026-11-01 or 2026-11-01T12:00Z", Required = true };

    readonly Option<string> _to = new("--to") { Description = "Last day (whole) or moment (default: now)", DefaultValueFactory = _ => "" };

    readonly Option<string> _kinds = new("--kinds")
    {
        Description = "trades, minutes, hours, days; comma separated",
        DefaultValueFactory = _ => "trades,minutes",
    };

    internal void AddTo(Command command)
    {
        command.Options.Add(_series);
        command.Options.Add(_from);
        command.Options.Add(_to);
        command.Options.Add(_kinds);
    }

    /// <exception cref="FormatException">A value that cannot be read; the message names it.</exception>
    internal BackfillRequest Read(ParseResult parsed, IReadOnlyList<MarketTicker> markets)
    {
        var to = parsed.GetValue(_to)!;
        var range = new Span(
            Moment(parsed.GetValue(_from)!, "--from", endOfDay: false),
            to.Length == 0 ? TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() : Moment(to, "--to", endOfDay: true));
        return new(markets.Count > 0 ? [] : Words(parsed.GetValue(_series)!), markets, range, [.. Words(parsed.GetValue(_kinds)!).Select(Kind)]);
    }

    static string[] Words(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    static HistoryKind Kind(string word) => word switch
    {
        "trades" => HistoryKind.Trades,
        "minutes" => HistoryKind.Candlesticks(CandlestickPeriod.Minute),
        "hours" => HistoryKind.Candlesticks(CandlestickPeriod.Hour),
        "days" => HistoryKind.Candlesticks(CandlestickPeriod.Day),
        _ => throw new FormatException($"--kinds: '{word}' is none of trades, minutes, hours, days"),
    };

    static long Moment(string text, string option, bool endOfDay)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            var start = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            return (endOfDay ? start.AddDays(1).AddSeconds(-1) : start).ToUnixTimeSeconds();
        }
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUnixTimeSeconds()
            : throw new FormatException($"{option}: '{text}' is neither a day like 2026-11-01 nor a time");
    }
}
