namespace Kalshi.VenueSimulator;

/// <summary>A signed number of contracts in hundredths, written with two decimals ("300.00").</summary>
readonly record struct Contracts(long Hundredths) : IComparable<Contracts>
{
    internal static Contracts Zero => default;

    internal static Contracts Whole(long contracts) => new(contracts * 100);

    internal decimal Value => Hundredths / 100m;

    /// <exception cref="FormatException">Not a number, finer than 0.01, or out of range.</exception>
    internal static Contracts Parse(string text, string field) => new(FixedPointText.Parse(text, 2, field));

    internal static Contracts Min(Contracts a, Contracts b) => a < b ? a : b;
    internal static Contracts Max(Contracts a, Contracts b) => a > b ? a : b;

    public static Contracts operator +(Contracts a, Contracts b) => new(a.Hundredths + b.Hundredths);
    public static Contracts operator -(Contracts a, Contracts b) => new(a.Hundredths - b.Hundredths);
    public static Contracts operator -(Contracts a) => new(-a.Hundredths);
    public static bool operator <(Contracts a, Contracts b) => a.Hundredths < b.Hundredths;
    public static bool operator >(Contracts a, Contracts b) => a.Hundredths > b.Hundredths;
    public static bool operator <=(Contracts a, Contracts b) => a.Hundredths <= b.Hundredths;
    public static bool operator >=(Contracts a, Contracts b) => a.Hundredths >= b.Hundredths;

    public int CompareTo(Contracts other) => Hundredths.CompareTo(other.Hundredths);

    public override string ToString() => FixedPointText.Format(Hundredths, 2);
}
