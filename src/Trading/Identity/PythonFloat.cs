using System.Globalization;

namespace Kalshi.Trading.Identity;

/// <summary>Doubles as Python prints them: the shortest digits that read back to the same double, laid out by Python's rules.</summary>
/// <remarks>.NET finds the same digits but lays them out differently: keys and hashes depend on every character.</remarks>
public static class PythonFloat
{
    /// <summary>Longest text: sign, 17 digits, point, exponent of five characters.</summary>
    internal const int MaxLength = 32;

    /// <summary>repr(value): "66123.0", "1e-07", "1e+16", "-0.0", "nan", "inf".</summary>
    public static string Repr(double value)
    {
        Span<char> text = stackalloc char[MaxLength];
        return new(text[..Format(value, text, json: false)]);
    }

    /// <summary>Writes <see cref="Repr"/>, or json.dumps' NaN and Infinity when <paramref name="json"/>.</summary>
    /// <returns>Characters written.</returns>
    internal static int Format(double value, Span<char> into, bool json)
    {
        if (!double.IsFinite(value))
        {
            var name = double.IsNaN(value) ? json ? "NaN" : "nan"
                : value > 0.0 ? json ? "Infinity" : "inf"
                : json ? "-Infinity" : "-inf";
            name.CopyTo(into);
            return name.Length;
        }
        Span<char> shortest = stackalloc char[MaxLength];
        value.TryFormat(shortest, out var length, "R", CultureInfo.InvariantCulture);
        Span<char> digits = stackalloc char[MaxLength];
        var written = 0;
        if (shortest[0] == '-')
            into[written++] = '-';
        var count = Digits(shortest[written..length], digits, out var point);
        return written + Lay(digits[..count], point, into[written..]);
    }

    /// <summary>Splits "1.25E-07" or "0.00012" into its significant digits and the place of the point relative to the first.</summary>
    static int Digits(ReadOnlySpan<char> text, Span<char> digits, out int point)
    {
        var exponentAt = text.IndexOf('E');
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        var exponent = exponentAt < 0 ? 0 : int.Parse(text[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var pointAt = mantissa.IndexOf('.');
        point = (pointAt < 0 ? mantissa.Length : pointAt) + exponent;
        var count = 0;
        foreach (var c in mantissa)
        {
            if (c == '.')
                continue;
            if (count == 0 && c == '0')
                point--;
            else
                digits[count++] = c;
        }
        while (count > 0 && digits[count - 1] == '0')
            count--;
        if (count > 0)
            return count;
        digits[0] = '0';
        point = 1;
        return 1;
    }

    /// <summary>Python writes an exponent from 1e16 on and below 1e-4, with at least two digits, and ".0" after whole numbers.</summary>
    static int Lay(ReadOnlySpan<char> digits, int point, Span<char> into) =>
        point is > 16 or < -3 ? Scientific(digits, point, into)
        : point <= 0 ? Fraction(digits, point, into)
        : Plain(digits, point, into);

    static int Scientific(ReadOnlySpan<char> digits, int point, Span<char> into)
    {
        var n = 0;
        into[n++] = digits[0];
        if (digits.Length > 1)
        {
            into[n++] = '.';
            digits[1..].CopyTo(into[n..]);
            n += digits.Length - 1;
        }
        into[n++] = 'e';
        into[n++] = point > 0 ? '+' : '-';
        Math.Abs(point - 1).TryFormat(into[n..], out var length, "00", CultureInfo.InvariantCulture);
        return n + length;
    }

    static int Fraction(ReadOnlySpan<char> digits, int point, Span<char> into)
    {
        into[0] = '0';
        into[1] = '.';
        into.Slice(2, -point).Fill('0');
        digits.CopyTo(into[(2 - point)..]);
        return 2 - point + digits.Length;
    }

    static int Plain(ReadOnlySpan<char> digits, int point, Span<char> into)
    {
        var whole = Math.Min(point, digits.Length);
        digits[..whole].CopyTo(into);
        into[whole..point].Fill('0');
        into[point] = '.';
        if (point >= digits.Length)
        {
            into[point + 1] = '0';
            return point + 2;
        }
        digits[point..].CopyTo(into[(point + 1)..]);
        return digits.Length + 1;
    }
}
