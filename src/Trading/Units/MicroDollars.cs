namespace Kalshi.Trading;

/// <summary>Dollars in steps of 1e-6 dollar: exactly what a <see cref="Price"/> times a <see cref="Quantity"/> is, before
/// anyone rounds it to <see cref="Money"/>. The venue's fees have as many decimals.</summary>
public readonly record struct MicroDollars : IComparable<MicroDollars>, IFixedPoint<MicroDollars>
{
    /// <summary>Number of decimals of the grid.</summary>
    public const int Decimals = 6;

    /// <summary>Grid steps in one whole unit.</summary>
    public const long Scale = 1_000_000;

    const long StepsPerMoneyStep = Scale / Money.Scale;

    MicroDollars(long steps) => Steps = steps;

    /// <summary>The value in grid steps of 1e-6.</summary>
    public long Steps { get; }

    public static MicroDollars Zero => default;
    public static MicroDollars Cent => new(Scale / 100);

    public bool IsZero => Steps == 0;

    /// <exception cref="ArgumentOutOfRangeException">More than 18 digits.</exception>
    public static MicroDollars FromSteps(long steps) => FixedPoint.FromSteps<MicroDollars>(steps);

    /// <summary>Reads the venue's decimal text; <paramref name="field"/> names its origin in the error.</summary>
    /// <exception cref="FormatException">Empty, not a number, off the grid or out of range.</exception>
    public static MicroDollars Parse(ReadOnlySpan<byte> text, string field) => FixedPoint.Parse<MicroDollars>(text, field);

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, string)"/>
    public static MicroDollars Parse(string text, string field) => FixedPoint.Parse<MicroDollars>(text, field);

    /// <summary>As <see cref="Parse(ReadOnlySpan{byte}, string)"/>, for callers that count faults instead of throwing.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out MicroDollars value) => FixedPoint.TryParse(text, out value);

    /// <exception cref="OverflowException">More than 18 digits of steps.</exception>
    public static MicroDollars operator +(MicroDollars a, MicroDollars b) => FixedPoint.FromResult<MicroDollars>(a.Steps + b.Steps);

    /// <exception cref="OverflowException">More than 18 digits of steps.</exception>
    public static MicroDollars operator -(MicroDollars a, MicroDollars b) => FixedPoint.FromResult<MicroDollars>(a.Steps - b.Steps);

    public static MicroDollars operator -(MicroDollars a) => new(-a.Steps);

    /// <summary>The same amount on the finer grid.</summary>
    /// <exception cref="OverflowException">More than 18 digits of micro-dollars.</exception>
    public static MicroDollars From(Money money) => FixedPoint.FromResult<MicroDollars>(checked(money.Steps * StepsPerMoneyStep));

    /// <summary>Rounded towards negative infinity to 1e-4 dollar: what a seller can count on.</summary>
    public Money Floor() => Money.FromSteps(FloorTo(new(StepsPerMoneyStep)).Steps / StepsPerMoneyStep);

    /// <summary>Rounded towards positive infinity to 1e-4 dollar: what a buyer must have.</summary>
    public Money Ceiling() => -(-this).Floor();

    /// <summary>The highest multiple of <paramref name="grid"/>, which is positive, that is not above this.</summary>
    public MicroDollars FloorTo(MicroDollars grid) =>
        FixedPoint.FromResult<MicroDollars>((Steps - (Steps < 0 ? grid.Steps - 1 : 0)) / grid.Steps * grid.Steps);

    public int CompareTo(MicroDollars other) => Steps.CompareTo(other.Steps);

    public static bool operator <(MicroDollars a, MicroDollars b) => a.Steps < b.Steps;
    public static bool operator >(MicroDollars a, MicroDollars b) => a.Steps > b.Steps;
    public static bool operator <=(MicroDollars a, MicroDollars b) => a.Steps <= b.Steps;
    public static bool operator >=(MicroDollars a, MicroDollars b) => a.Steps >= b.Steps;

    /// <summary>Decimal text with all 6 decimals, as the venue writes it.</summary>
    public override string ToString() => FixedPoint.Format(this);

    static int IFixedPoint<MicroDollars>.Decimals => Decimals;
    static (long Min, long Max) IFixedPoint<MicroDollars>.Range => (-FixedPoint.MaxSteps, FixedPoint.MaxSteps);
    static MicroDollars IFixedPoint<MicroDollars>.Create(long steps) => new(steps);
}
