using System.Globalization;
using System.Text.Json;
using Kalshi.Trading.Probability;

namespace Kalshi.ModelComparison;

/// <summary>A market whose result is known.</summary>
/// <param name="CloseTs">Unix seconds.</param>
/// <param name="Strike">Dollars; YES when the settlement value is at or above it.</param>
/// <param name="Outcome">1 when YES won.</param>
/// <param name="SettlementValue">The index average it settled on, dollars, where the next window's strike tells it.</param>
sealed record RecordedMarket(string Ticker, long CloseTs, double Strike, int Outcome, double? SettlementValue)
{
    internal ContractTerms Terms => new(StrikeType.Greater, Strike, null);

    /// <summary>The watched markets that have a recorded result, or one that follows from the next window's strike.</summary>
    internal static IReadOnlyList<RecordedMarket> Load(string folder)
    {
        using var results = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "kxbtc15m_market_results.json")));
        var recorded = results.RootElement.GetProperty("recorded_results");
        var derived = results.RootElement.GetProperty("derived_from_next_window_strike");
        var markets = new List<RecordedMarket>();
        foreach (var line in File.ReadLines(Path.Combine(folder, "kxbtc15m_watched_markets.jsonl")))
        {
            using var market = JsonDocument.Parse(line);
            var ticker = market.RootElement.GetProperty("market_ticker").GetString()!;
            var close = DateTimeOffset.Parse(market.RootElement.GetProperty("close_time").GetString()!, CultureInfo.InvariantCulture);
            var outcome = Result(recorded, ticker, "result") ?? Result(derived, ticker, "derived_result");
            if (outcome is null)
                continue;
            double? value = derived.TryGetProperty(ticker, out var next) ? next.GetProperty("derived_expiration_value").GetDouble() : null;
            markets.Add(new(ticker, close.ToUnixTimeSeconds(), market.RootElement.GetProperty("strike").GetDouble(), outcome.Value, value));
        }
        return markets;
    }

    static int? Result(JsonElement results, string ticker, string name) =>
        !results.TryGetProperty(ticker, out var market) ? null : market.GetProperty(name).GetString() switch
        {
            "yes" => 1,
            "no" => 0,
            _ => null,
        };
}
