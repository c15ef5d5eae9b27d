namespace Kalshi.Trading;

enum DecimalFault
{
    None,
    Empty,
    NotANumber,
    TooManyDecimals,
    OutOfRange,
}

/// <summary>Decimal text in UTF-8, as the venues write numbers.</summary>
/// <remarks>Accepted: an optional minus, digits, optionally a point and at least one digit. Nothing else: no blanks, no plus,
/// no exponent, no thousands separators.</remarks>
static class DecimalText
{
    /// <summary>Reads <paramref name="text"/> as a multiple of 10^-<paramref name="decimals"/>.</summary>
    /// <remarks>Zeros beyond the grid are accepted ("0.50000" is on a grid of four decimals); any other digit beyond it is
    /// <see cref="DecimalFault.TooManyDecimals"/>, never rounded.</remarks>
    internal static DecimalFault Read(ReadOnlySpan<byte> text, int decimals, out long steps)
    {
        steps = 0;
        if (text.IsEmpty)
            return DecimalFault.Empty;

        var isNegative = text[0] == (byte)'-';
        var magnitude = isNegative ? text[1..] : text;
        var point = magnitude.IndexOf((byte)'.');
        var integer = point < 0 ? magnitude : magnitude[..point];
        var fraction = point < 0 ? [] : magnitude[(point + 1)..];
        if (integer.IsEmpty || (fraction.IsEmpty && point >= 0))
            return DecimalFault.NotANumber;

        var beyond = fraction.Length > decimals ? fraction[decimals..] : [];
        var onGrid = fraction[..(fraction.Length - beyond.Length)];
        // The whole text is looked at before a verdict on the first fault: "1e400" is no number rather than a large one.
        var isNumber = Append(integer, ref steps) & Append(onGrid, ref steps) & !beyond.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        if (!isNumber)
            return DecimalFault.NotANumber;
        if (beyond.ContainsAnyExcept((byte)'0'))
            return DecimalFault.TooManyDecimals;
        for (var missing = decimals - onGrid.Length; missing > 0; missing--)
            steps = Shift(steps, 0);
        if (steps > FixedPoint.MaxSteps)
            return DecimalFault.OutOfRange;

        steps = isNegative ? -steps : steps;
        return DecimalFault.None;
    }

    static bool Append(ReadOnlySpan<byte> digits, ref long steps)
    {
        foreach (var character in digits)
        {
            var digit = character - '0';
            if ((uint)digit > 9)
                return false;
            steps = Shift(steps, digit);
        }
        return true;
    }

    // Saturates: whatever exceeds 18 digits stays beyond them, however long the text.
    static long Shift(long steps, int digit) =>
        steps > FixedPoint.MaxSteps / 10 ? FixedPoint.MaxSteps + 1 : steps * 10 + digit;
}
