using System.Text.Json;

namespace Kalshi.VenueSimulator;

/// <summary>How recorded markets ended, from the file beside the captures.</summary>
sealed class RecordedResults
{
    internal const string FileName = "kxbtc15m_market_results.json";

    readonly Dictionary<string, Settlement> _settlements = new(StringComparer.Ordinal);

    internal Settlement? Of(string ticker) => _settlements.GetValueOrDefault(ticker);

    /// <summary>Reads results where the file is there. A recorded result outweighs one derived from the next window's
    /// strike; the expiration value is only known from the latter.</summary>
    /// <exception cref="InvalidDataException">The file is there and unreadable.</exception>
    /// <param name="known">Results of the capture itself, which outweigh both.</param>
    internal static RecordedResults Beside(string recording, IReadOnlyDictionary<string, Settlement> known)
    {
        var results = new RecordedResults();
        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(recording))!, FileName);
        if (!File.Exists(path))
            return results.With(known);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            if (document.RootElement.TryGetProperty("derived_from_next_window_strike", out var derived))
                results.Add(derived, "derived_result");
            if (document.RootElement.TryGetProperty("recorded_results", out var recorded))
                results.Add(recorded, "result");
            return results.With(known);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    RecordedResults With(IReadOnlyDictionary<string, Settlement> known)
    {
        foreach (var (ticker, settlement) in known)
            _settlements[ticker] = settlement with { ExpirationValue = settlement.ExpirationValue ?? Of(ticker)?.ExpirationValue };
        return this;
    }

    void Add(JsonElement markets, string resultField)
    {
        foreach (var market in markets.EnumerateObject())
        {
            var result = RecordedLine.Text(market.Value, resultField);
            // Scalar and open markets are none that this simulator plays.
            if (result is not ("yes" or "no"))
                continue;
            var value = market.Value.TryGetProperty("derived_expiration_value", out var known) ? known.GetDecimal() : Of(market.Name)?.ExpirationValue;
            _settlements[market.Name] = new(result == "yes", value);
        }
    }
}
