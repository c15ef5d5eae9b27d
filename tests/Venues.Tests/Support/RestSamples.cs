using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Kalshi.Venues.Tests;

/// <summary>Answers of the real venue, recorded in January 2026.</summary>
static class RestSamples
{
    static readonly (string Suffix, string Name)[] Paths =
    [
        ("/exchange/status", "exchange_status"), ("/exchange/schedule", "exchange_schedule"), ("/exchange/announcements", "exchange_announcements"),
        ("/exchange/user_data_timestamp", "user_data_timestamp"), ("/series/fee_changes", "series_fee_changes"), ("/series", "series_list"),
        ("/orderbook", "orderbook"), ("/markets/trades", "trades_list"), ("/candlesticks", "series_candlesticks"), ("/markets", "markets_list"),
        ("/events", "events_list"),
    ];

    internal static string Of(string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedFiles.RestSamples!, name + "_response.json")));
        return json.RootElement.GetProperty("response").GetRawText();
    }

    internal static Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var name = Paths.FirstOrDefault(each => path.EndsWith(each.Suffix, StringComparison.Ordinal)).Name
            ?? (path.Contains("/events/", StringComparison.Ordinal) ? "event_single" : path.Contains("/series/", StringComparison.Ordinal) ? "series_single" : "market_single");
        return context.Response.WriteAsync(Of(name));
    }
}
