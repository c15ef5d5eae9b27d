using System.Globalization;

namespace Kalshi.Trading.Identity;

/// <summary>Numbers out of text, as Python's int() and float() read it where the reference is lenient about types.</summary>
static class PythonNumber
{
    internal static double? Float(string text)
    {
        var trimmed = PythonText.Strip(text);
        return trimmed.ToLowerInvariant() switch
        {
            "nan" or "+nan" or "-nan" => double.NaN,
            "inf" or "+inf" or "infinity" or "+infinity" => double.PositiveInfinity,
            "-inf" or "-infinity" => double.NegativeInfinity,
            _ => double.TryParse(trimmed, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture, out var value) ? value : null,
        };
    }

    internal static long? Integer(string text) =>
        long.TryParse(PythonText.Strip(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
}
