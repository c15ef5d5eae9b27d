using System.Globalization;

namespace Kalshi.Trading;

/// <summary>Parses and prints decimal text as a scaled <see cref="long"/>, without a detour through floating point.</summary>
/// <remarks>Accepted: an optional minus, digits, optionally a point and at least one digit. Nothing else: no blanks, no plus,
/// no exponent, no thousands separators.</remarks>
static class FixedPoint
{
    const int MaxDigits = 18;

    internal enum Fault { None, Empty, NotANumber, TooManyDecimals, Overflow }

    /// <summary>Reads <paramref name="text"/> as a multiple of 10^-<paramref name="decimals"/>.</summary>
    /// <remarks>Trailing zeros beyond the grid are accepted ("0.50000" is on a grid of four decimals); any other digit
    /// beyond it is <see cref="Fault.TooManyDecimals"/>, never rounded.</remarks>
    internal static Fault Parse(ReadOnlySpan<byte> text, int decimals, out long scaled)
    {
        scaled = 0;
        if (text.IsEmpty)
            return Fault.Empty;

        var negative = text[0] == (byte)'-';
        var i = negative ? 1 : 0;
        var digits = 0;
        var integerDigits = 0;
        long value = 0;

        for (; i < text.Length && (uint)(text[i] - '0') <= 9; i++, integerDigits++)
        {
            if (value != 0 || text[i] != (byte)'0')
                digits++;
            if (digits > MaxDigits)
                return Fault.Overflow;
            value = value * 10 + (text[i] - '0');
        }
        if (integerDigits == 0)
            return Fault.NotANumber;

        var remaining = decimals;
        if (i < text.Length)
        {
            if (text[i] != (byte)'.' || ++i == text.Length)
                return Fault.NotANumber;
            for (; i < text.Length; i++)
            {
                var digit = text[i] - '0';
                if ((uint)digit > 9)
                    return Fault.NotANumber;
                if (remaining == 0)
                {
                    if (digit != 0)
                        return Fault.TooManyDecimals;
                    continue;
                }
                if (value != 0 || digit != 0)
                    digits++;
                if (digits > MaxDigits)
                    return Fault.Overflow;
                value = value * 10 + digit;
                remaining--;
            }
        }
        for (; remaining > 0; remaining--)
        {
            if (value != 0 && ++digits > MaxDigits)
                return Fault.Overflow;
            value *= 10;
        }
        scaled = negative ? -value : value;
        return Fault.None;
    }

    internal static FormatException Error(Fault fault, string unit, string field, string text, int decimals) => new(fault switch
    {
        Fault.Empty => $"{field}: empty text is not a {unit}",
        Fault.TooManyDecimals => $"{field}: '{text}' has more than {decimals} decimals, a {unit} has at most {decimals}",
        Fault.Overflow => $"{field}: '{text}' is outside the range of a {unit}",
        _ => $"{field}: '{text}' is not a {unit}",
    });

    /// <summary>Writes with exactly <paramref name="decimals"/> decimals, as the venue does ("0.6100").</summary>
    internal static string Format(long scaled, int decimals)
    {
        var sign = scaled < 0 ? "-" : "";
        var magnitude = (ulong)Math.Abs(scaled);
        var unit = PowerOfTen(decimals);
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{magnitude / unit}.{(magnitude % unit).ToString(CultureInfo.InvariantCulture).PadLeft(decimals, '0')}");
    }

    static ulong PowerOfTen(int n)
    {
        ulong p = 1;
        while (n-- > 0)
            p *= 10;
        return p;
    }
}
