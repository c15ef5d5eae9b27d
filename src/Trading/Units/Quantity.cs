using System.Text;

namespace Kalshi.Trading;

/// <summary>Contracts, in steps of 1e-2 contract; negative in book deltas and short positions.</summary>
public readonly record struct Quantity : IComparable<Quantity>
{
    /// <summary>Number of decimals of the grid.</summary>
    public const int Decimals = 2;

    /// <summary>Grid steps in one whole unit.</summary>
    public const long Scale = 100;

    Quantity(long steps) => Steps = steps;

    /// <summary>The value in grid steps of 1e-2.</summary>
    public long Steps { get; }

    public static Quantity Zero => default;

    /// <summary>18 digits of steps.</summary>
    public static Quantity MaxValue => new(MaxSteps);

    public bool IsZero => Steps == 0;

    public static Quantity FromSteps(long steps) =>
        InRange(steps) ? new(steps) : throw new ArgumentOutOfRangeException(nameof(steps), steps, "a Quantity has at most 18 digits");

    public static Quantity operator +(Quantity a, Quantity b) => FromSteps(checked(a.Steps + b.Steps));
    public static Quantity operator -(Quantity a, Quantity b) => FromSteps(checked(a.Steps - b.Steps));
    public static Quantity operator -(Quantity a) => new(-a.Steps);

    static bool InRange(long steps) => steps is >= -MaxSteps and <= MaxSteps;

    const long MaxSteps = 999_999_999_999_999_999;

    /// <summary>Reads the venue's decimal text; <paramref name="field"/> names its origin in the error.</summary>
    /// <exception cref="FormatException">Empty, not a number, off the grid or out of range.</exception>
    public static Quantity Parse(ReadOnlySpan<byte> text, string field)
    {
        var fault = FixedPoint.Parse(text, Decimals, out var steps);
        if (fault == FixedPoint.Fault.None && !InRange(steps))
            fault = FixedPoint.Fault.Overflow;
        return fault == FixedPoint.Fault.None
            ? new(steps)
            : throw FixedPoint.Error(fault, nameof(Quantity), field, Encoding.UTF8.GetString(text), Decimals);
    }

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, string)"/>
    public static Quantity Parse(string text, string field) => Parse(Encoding.UTF8.GetBytes(text), field);

    /// <summary>As <see cref="Parse(ReadOnlySpan{byte}, string)"/>, for callers that count faults instead of throwing.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Quantity value)
    {
        var ok = FixedPoint.Parse(text, Decimals, out var steps) == FixedPoint.Fault.None && InRange(steps);
        value = ok ? new(steps) : default;
        return ok;
    }

    public int CompareTo(Quantity other) => Steps.CompareTo(other.Steps);

    public static bool operator <(Quantity a, Quantity b) => a.Steps < b.Steps;
    public static bool operator >(Quantity a, Quantity b) => a.Steps > b.Steps;
    public static bool operator <=(Quantity a, Quantity b) => a.Steps <= b.Steps;
    public static bool operator >=(Quantity a, Quantity b) => a.Steps >= b.Steps;

    /// <summary>Decimal text with all 2 decimals, as the venue writes it.</summary>
    public override string ToString() => FixedPoint.Format(Steps, Decimals);
}
