using System.Globalization;

namespace Kalshi.VenueSimulator;

/// <summary>Decimal text of a fixed number of decimals, read and written without floating point.</summary>
static class FixedPointText
{
    /// <summary>The value of <paramref name="text"/> in units of 10^-<paramref name="decimals"/>.</summary>
    /// <exception cref="FormatException">Not a plain decimal number, finer than the grid, or outside a long.</exception>
    internal static long Parse(string text, int decimals, string field)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            throw new FormatException($"{field}: '{text}' is not a decimal number");

        var scaled = value * Scale(decimals);
        if (scaled != decimal.Truncate(scaled))
            throw new FormatException($"{field}: '{text}' has more than {decimals} decimals");
        if (scaled is < long.MinValue or > long.MaxValue)
            throw new FormatException($"{field}: '{text}' is out of range");
        return (long)scaled;
    }

    internal static string Format(long scaled, int decimals) =>
        (scaled / Scale(decimals)).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    static decimal Scale(int decimals) => decimals switch
    {
        2 => 100m,
        4 => 10_000m,
        6 => 1_000_000m,
        _ => throw new ArgumentOutOfRangeException(nameof(decimals), decimals, "the venue writes 2, 4 or 6 decimals"),
    };
}
