using System.Globalization;
using System.Text.Json;

namespace Kalshi.Venues;

/// <summary>Amounts that the venue gives with up to six decimals, finer than our grid of money.</summary>
static class Dollars
{
    /// <exception cref="JsonException">Not decimal text.</exception>
    internal static decimal Parse(string text, string field) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount) ? amount
        : throw new JsonException($"{field}: '{text}' is not an amount in dollars");
}
