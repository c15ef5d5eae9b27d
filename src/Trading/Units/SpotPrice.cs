namespace Kalshi.Trading;

/// <summary>Price of the underlying in dollars, positive, in steps of 1e-8 dollar.</summary>
public readonly record struct SpotPrice : IComparable<SpotPrice>, IFixedPoint<SpotPrice>
{
    /// <summary>Number of decimals of the grid.</summary>
    public const int Decimals = 8;

    /// <summary>Grid steps in one whole unit.</summary>
    public const long Scale = 100_000_000;

    SpotPrice(long steps) => Steps = steps;

    /// <summary>The value in grid steps of 1e-8.</summary>
    public long Steps { get; }

    /// <summary>The nearest double: what the strategy maths and the reference see.</summary>
    public double Value => (double)Steps / Scale;

    /// <exception cref="ArgumentOutOfRangeException">Zero, negative or above 18 digits.</exception>
    public static SpotPrice FromSteps(long steps) => FixedPoint.FromSteps<SpotPrice>(steps);

    /// <summary>Reads the venue's decimal text; <paramref name="field"/> names its origin in the error.</summary>
    /// <exception cref="FormatException">Empty, not a number, off the grid or out of range.</exception>
    public static SpotPrice Parse(ReadOnlySpan<byte> text, string field) => FixedPoint.Parse<SpotPrice>(text, field);

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, string)"/>
    public static SpotPrice Parse(string text, string field) => FixedPoint.Parse<SpotPrice>(text, field);

    /// <summary>As <see cref="Parse(ReadOnlySpan{byte}, string)"/>, for callers that count faults instead of throwing.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out SpotPrice value) => FixedPoint.TryParse(text, out value);

    public int CompareTo(SpotPrice other) => Steps.CompareTo(other.Steps);

    public static bool operator <(SpotPrice a, SpotPrice b) => a.Steps < b.Steps;
    public static bool operator >(SpotPrice a, SpotPrice b) => a.Steps > b.Steps;
    public static bool operator <=(SpotPrice a, SpotPrice b) => a.Steps <= b.Steps;
    public static bool operator >=(SpotPrice a, SpotPrice b) => a.Steps >= b.Steps;

    /// <summary>Decimal text with all 8 decimals, as the venue writes it.</summary>
    public override string ToString() => FixedPoint.Format(this);

    static int IFixedPoint<SpotPrice>.Decimals => Decimals;
    static (long Min, long Max) IFixedPoint<SpotPrice>.Range => (1, FixedPoint.MaxSteps);
    static SpotPrice IFixedPoint<SpotPrice>.Create(long steps) => new(steps);
}
