using System.Text;

namespace Kalshi.Trading;

/// <summary>Contract price in dollars, 0 to 1 inclusive, in steps of 1e-4 dollar.</summary>
public readonly record struct Price : IComparable<Price>
{
    /// <summary>Number of decimals of the grid.</summary>
    public const int Decimals = 4;

    /// <summary>Grid steps in one whole unit.</summary>
    public const long Scale = 10000;

    Price(long steps) => Steps = steps;

    /// <summary>The value in grid steps of 1e-4.</summary>
    public long Steps { get; }

    public static Price Zero => default;
    public static Price One => new(Scale);

    /// <summary>The price in cents as the reference strategy counts them, 0 to 100.</summary>
    public double Cents => Steps / 100.0;

    /// <summary>The same contract seen from the other side: YES at p is NO at 1 - p.</summary>
    public Price Complement => new(Scale - Steps);

    /// <exception cref="ArgumentOutOfRangeException">Outside 0 to 10,000 steps.</exception>
    public static Price FromSteps(long steps) =>
        InRange(steps) ? new(steps) : throw new ArgumentOutOfRangeException(nameof(steps), steps, "a Price is 0 to 10000 steps of 1e-4 dollars");

    static bool InRange(long steps) => (ulong)steps <= Scale;

    /// <summary>Reads the venue's decimal text; <paramref name="field"/> names its origin in the error.</summary>
    /// <exception cref="FormatException">Empty, not a number, off the grid or out of range.</exception>
    public static Price Parse(ReadOnlySpan<byte> text, string field)
    {
        var fault = FixedPoint.Parse(text, Decimals, out var steps);
        if (fault == FixedPoint.Fault.None && !InRange(steps))
            fault = FixedPoint.Fault.Overflow;
        return fault == FixedPoint.Fault.None
            ? new(steps)
            : throw FixedPoint.Error(fault, nameof(Price), field, Encoding.UTF8.GetString(text), Decimals);
    }

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, string)"/>
    public static Price Parse(string text, string field) => Parse(Encoding.UTF8.GetBytes(text), field);

    /// <summary>As <see cref="Parse(ReadOnlySpan{byte}, string)"/>, for callers that count faults instead of throwing.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Price value)
    {
        var ok = FixedPoint.Parse(text, Decimals, out var steps) == FixedPoint.Fault.None && InRange(steps);
        value = ok ? new(steps) : default;
        return ok;
    }

    public int CompareTo(Price other) => Steps.CompareTo(other.Steps);

    public static bool operator <(Price a, Price b) => a.Steps < b.Steps;
    public static bool operator >(Price a, Price b) => a.Steps > b.Steps;
    public static bool operator <=(Price a, Price b) => a.Steps <= b.Steps;
    public static bool operator >=(Price a, Price b) => a.Steps >= b.Steps;

    /// <summary>Decimal text with all 4 decimals, as the venue writes it.</summary>
    public override string ToString() => FixedPoint.Format(Steps, Decimals);
}
