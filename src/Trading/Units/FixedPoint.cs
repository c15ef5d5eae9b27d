using System.Text;

namespace Kalshi.Trading;

/// <summary>What all fixed-point units share: reading and writing decimal text without a detour through floating point,
/// and errors that name the unit, the field and the value.</summary>
static class FixedPoint
{
    /// <summary>18 digits: two such values add up without overflowing a <see cref="long"/>.</summary>
    internal const long MaxSteps = 999_999_999_999_999_999;

    internal static T FromSteps<T>(long steps)
        where T : struct, IFixedPoint<T> =>
        InRange<T>(steps) ? T.Create(steps) : throw OutOfRange<T>(steps);

    /// <summary>As <see cref="FromSteps"/>, for a result of arithmetic.</summary>
    /// <exception cref="OverflowException">Outside the range of the unit.</exception>
    internal static T FromResult<T>(long steps)
        where T : struct, IFixedPoint<T> =>
        InRange<T>(steps) ? T.Create(steps) : throw Overflow<T>(steps);

    /// <exception cref="FormatException">Empty, not a number, off the grid or out of range.</exception>
    internal static T Parse<T>(ReadOnlySpan<byte> text, string field)
        where T : struct, IFixedPoint<T>
    {
        var fault = Read<T>(text, out var value);
        return fault == DecimalFault.None ? value : throw Malformed<T>(fault, field, text);
    }

    /// <inheritdoc cref="Parse{T}(ReadOnlySpan{byte}, string)"/>
    /// <param name="text">Null, which a serializer can put where none is allowed, counts as empty.</param>
    internal static T Parse<T>(string? text, string field)
        where T : struct, IFixedPoint<T> =>
        Parse<T>(Encoding.UTF8.GetBytes(text ?? ""), field);

    internal static bool TryParse<T>(ReadOnlySpan<byte> text, out T value)
        where T : struct, IFixedPoint<T> =>
        Read(text, out value) == DecimalFault.None;

    /// <summary>Writes with all decimals of the grid, as the venue does ("0.6100").</summary>
    internal static string Format<T>(T value)
        where T : struct, IFixedPoint<T>
    {
        Span<char> buffer = stackalloc char[24];
        var start = buffer.Length;
        var magnitude = (ulong)Math.Abs(value.Steps);
        for (var written = 0; magnitude != 0 || written <= T.Decimals; written++)
        {
            if (written == T.Decimals)
                buffer[--start] = '.';
            buffer[--start] = (char)('0' + magnitude % 10);
            magnitude /= 10;
        }
        if (value.Steps < 0)
            buffer[--start] = '-';
        return new string(buffer[start..]);
    }

    static bool InRange<T>(long steps)
        where T : struct, IFixedPoint<T> =>
        steps >= T.Range.Min && steps <= T.Range.Max;

    static DecimalFault Read<T>(ReadOnlySpan<byte> text, out T value)
        where T : struct, IFixedPoint<T>
    {
        var fault = DecimalText.Read(text, T.Decimals, out var steps);
        if (fault == DecimalFault.None && !InRange<T>(steps))
            fault = DecimalFault.OutOfRange;
        value = fault == DecimalFault.None ? T.Create(steps) : default;
        return fault;
    }

    static ArgumentOutOfRangeException OutOfRange<T>(long steps)
        where T : struct, IFixedPoint<T> =>
        new(nameof(steps), steps, $"a {typeof(T).Name} has {T.Range.Min} to {T.Range.Max} steps of 1e-{T.Decimals}");

    static OverflowException Overflow<T>(long steps)
        where T : struct, IFixedPoint<T> =>
        new($"{steps} steps of 1e-{T.Decimals} are outside the range of a {typeof(T).Name}");

    static FormatException Malformed<T>(DecimalFault fault, string field, ReadOnlySpan<byte> text)
        where T : struct, IFixedPoint<T>
    {
        var shown = Excerpt.Of(text);
        var unit = typeof(T).Name;
        return new(fault switch
        {
            DecimalFault.Empty => $"{field}: empty text is not a {unit}",
            DecimalFault.TooManyDecimals => $"{field}: '{shown}' has more decimals than the {T.Decimals} of a {unit}",
            DecimalFault.OutOfRange => $"{field}: '{shown}' is outside the range of a {unit}",
            _ => $"{field}: '{shown}' is not a {unit}",
        });
    }
}
