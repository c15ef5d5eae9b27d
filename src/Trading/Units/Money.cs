namespace Kalshi.Trading;

/// <summary>Dollars in steps of 1e-4 dollar.</summary>
public readonly record struct Money : IComparable<Money>, IFixedPoint<Money>
{
    /// <summary>Number of decimals of the grid.</summary>
    public const int Decimals = 4;

    /// <summary>Grid steps in one whole unit.</summary>
    public const long Scale = 10_000;

    Money(long steps) => Steps = steps;

    /// <summary>The value in grid steps of 1e-4.</summary>
    public long Steps { get; }

    public static Money Zero => default;

    public bool IsZero => Steps == 0;

    /// <exception cref="ArgumentOutOfRangeException">More than 18 digits.</exception>
    public static Money FromSteps(long steps) => FixedPoint.FromSteps<Money>(steps);

    /// <summary>Reads the venue's decimal text; <paramref name="field"/> names its origin in the error.</summary>
    /// <exception cref="FormatException">Empty, not a number, off the grid or out of range.</exception>
    public static Money Parse(ReadOnlySpan<byte> text, string field) => FixedPoint.Parse<Money>(text, field);

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, string)"/>
    public static Money Parse(string text, string field) => FixedPoint.Parse<Money>(text, field);

    /// <summary>As <see cref="Parse(ReadOnlySpan{byte}, string)"/>, for callers that count faults instead of throwing.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Money value) => FixedPoint.TryParse(text, out value);

    /// <exception cref="OverflowException">More than 18 digits of steps.</exception>
    public static Money operator +(Money a, Money b) => FixedPoint.FromResult<Money>(a.Steps + b.Steps);

    /// <exception cref="OverflowException">More than 18 digits of steps.</exception>
    public static Money operator -(Money a, Money b) => FixedPoint.FromResult<Money>(a.Steps - b.Steps);

    public static Money operator -(Money a) => new(-a.Steps);

    public int CompareTo(Money other) => Steps.CompareTo(other.Steps);

    public static bool operator <(Money a, Money b) => a.Steps < b.Steps;
    public static bool operator >(Money a, Money b) => a.Steps > b.Steps;
    public static bool operator <=(Money a, Money b) => a.Steps <= b.Steps;
    public static bool operator >=(Money a, Money b) => a.Steps >= b.Steps;

    /// <summary>Decimal text with all 4 decimals, as the venue writes it.</summary>
    public override string ToString() => FixedPoint.Format(this);

    static int IFixedPoint<Money>.Decimals => Decimals;
    static (long Min, long Max) IFixedPoint<Money>.Range => (-FixedPoint.MaxSteps, FixedPoint.MaxSteps);
    static Money IFixedPoint<Money>.Create(long steps) => new(steps);
}
