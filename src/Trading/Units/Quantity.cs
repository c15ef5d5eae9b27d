namespace Kalshi.Trading;

/// <summary>Contracts, in steps of 1e-2 contract; negative in book deltas and short positions.</summary>
public readonly record struct Quantity : IComparable<Quantity>, IFixedPoint<Quantity>
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
    public static Quantity MaxValue => new(FixedPoint.MaxSteps);

    public bool IsZero => Steps == 0;

    /// <exception cref="ArgumentOutOfRangeException">More than 18 digits.</exception>
    public static Quantity FromSteps(long steps) => FixedPoint.FromSteps<Quantity>(steps);

    /// <summary>Reads the venue's decimal text; <paramref name="field"/> names its origin in the error.</summary>
    /// <exception cref="FormatException">Empty, not a number, off the grid or out of range.</exception>
    public static Quantity Parse(ReadOnlySpan<byte> text, string field) => FixedPoint.Parse<Quantity>(text, field);

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, string)"/>
    public static Quantity Parse(string text, string field) => FixedPoint.Parse<Quantity>(text, field);

    /// <summary>As <see cref="Parse(ReadOnlySpan{byte}, string)"/>, for callers that count faults instead of throwing.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Quantity value) => FixedPoint.TryParse(text, out value);

    /// <exception cref="OverflowException">More than 18 digits of steps.</exception>
    public static Quantity operator +(Quantity a, Quantity b) => FixedPoint.FromResult<Quantity>(a.Steps + b.Steps);

    /// <exception cref="OverflowException">More than 18 digits of steps.</exception>
    public static Quantity operator -(Quantity a, Quantity b) => FixedPoint.FromResult<Quantity>(a.Steps - b.Steps);

    public static Quantity operator -(Quantity a) => new(-a.Steps);

    public int CompareTo(Quantity other) => Steps.CompareTo(other.Steps);

    public static bool operator <(Quantity a, Quantity b) => a.Steps < b.Steps;
    public static bool operator >(Quantity a, Quantity b) => a.Steps > b.Steps;
    public static bool operator <=(Quantity a, Quantity b) => a.Steps <= b.Steps;
    public static bool operator >=(Quantity a, Quantity b) => a.Steps >= b.Steps;

    /// <summary>Decimal text with all 2 decimals, as the venue writes it.</summary>
    public override string ToString() => FixedPoint.Format(this);

    static int IFixedPoint<Quantity>.Decimals => Decimals;
    static (long Min, long Max) IFixedPoint<Quantity>.Range => (-FixedPoint.MaxSteps, FixedPoint.MaxSteps);
    static Quantity IFixedPoint<Quantity>.Create(long steps) => new(steps);
}
