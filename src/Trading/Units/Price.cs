namespace Kalshi.Trading;

/// <summary>Contract price in dollars, 0 to 1 inclusive, in steps of 1e-4 dollar.</summary>
public readonly record struct Price : IComparable<Price>, IFixedPoint<Price>
{
    /// <summary>Number of decimals of the grid.</summary>
    public const int Decimals = 4;

    /// <summary>Grid steps in one whole unit.</summary>
    public const long Scale = 10_000;

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
    public static Price FromSteps(long steps) => FixedPoint.FromSteps<Price>(steps);

    /// <summary>Reads the venue's decimal text; <paramref name="field"/> names its origin in the error.</summary>
    /// <exception cref="FormatException">Empty, not a number, off the grid or out of range.</exception>
    public static Price Parse(ReadOnlySpan<byte> text, string field) => FixedPoint.Parse<Price>(text, field);

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, string)"/>
    public static Price Parse(string text, string field) => FixedPoint.Parse<Price>(text, field);

    /// <summary>As <see cref="Parse(ReadOnlySpan{byte}, string)"/>, for callers that count faults instead of throwing.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Price value) => FixedPoint.TryParse(text, out value);

    /// <summary>Difference in dollars a contract, of either sign.</summary>
    public static Money operator -(Price a, Price b) => Money.FromSteps(a.Steps - b.Steps);

    /// <summary>What so many contracts cost at this price, exactly; negative for a negative quantity.</summary>
    /// <exception cref="OverflowException">More than 18 digits of micro-dollars.</exception>
    public static MicroDollars operator *(Price price, Quantity quantity) =>
        FixedPoint.FromResult<MicroDollars>(checked(price.Steps * quantity.Steps));

    public int CompareTo(Price other) => Steps.CompareTo(other.Steps);

    public static bool operator <(Price a, Price b) => a.Steps < b.Steps;
    public static bool operator >(Price a, Price b) => a.Steps > b.Steps;
    public static bool operator <=(Price a, Price b) => a.Steps <= b.Steps;
    public static bool operator >=(Price a, Price b) => a.Steps >= b.Steps;

    /// <summary>Decimal text with all 4 decimals, as the venue writes it.</summary>
    public override string ToString() => FixedPoint.Format(this);

    static int IFixedPoint<Price>.Decimals => Decimals;
    static (long Min, long Max) IFixedPoint<Price>.Range => (0, Scale);
    static Price IFixedPoint<Price>.Create(long steps) => new(steps);
}
