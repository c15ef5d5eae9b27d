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

    /// <summary>As <see cref="Parse"/>; no text or empty text is no amount.</summary>
    internal static decimal? Optional(string? text, string field) => string.IsNullOrEmpty(text) ? null : Parse(text, field);

    /// <returns>null when one of the two is missing: half a sum is no sum.</returns>
    internal static decimal? Sum((string? Text, string Field) a, (string? Text, string Field) b) =>
        Optional(a.Text, a.Field) is { } first && Optional(b.Text, b.Field) is { } second ? first + second : null;
}
