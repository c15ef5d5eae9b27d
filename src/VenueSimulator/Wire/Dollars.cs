using System.Globalization;

namespace Kalshi.VenueSimulator;

/// <summary>An amount or a contract price in steps of 1e-4 dollar, written with four decimals ("0.4700").</summary>
readonly record struct Dollars(long Steps) : IComparable<Dollars>
{
    internal static Dollars Zero => default;
    internal static Dollars One => new(10_000);

    /// <summary>A contract price seen from the other side: YES at p is NO at 1 - p.</summary>
    internal Dollars Complement => new(One.Steps - Steps);

    internal decimal Value => Steps / 10_000m;

    /// <exception cref="FormatException">Not a number, finer than 1e-4, or out of range.</exception>
    internal static Dollars Parse(string text, string field) => new(FixedPointText.Parse(text, 4, field));

    /// <summary>Reads a contract price, 0 to 1 dollar inclusive.</summary>
    /// <exception cref="FormatException">Not a number, finer than 1e-4, or outside 0 to 1.</exception>
    internal static Dollars ParsePrice(string text, string field)
    {
        var price = Parse(text, field);
        return price.Steps is >= 0 and <= 10_000
            ? price
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{field}: '{text}' is outside 0 to 1 dollar"));
    }

    public static Dollars operator +(Dollars a, Dollars b) => new(a.Steps + b.Steps);
    public static Dollars operator -(Dollars a, Dollars b) => new(a.Steps - b.Steps);
    public static bool operator <(Dollars a, Dollars b) => a.Steps < b.Steps;
    public static bool operator >(Dollars a, Dollars b) => a.Steps > b.Steps;
    public static bool operator <=(Dollars a, Dollars b) => a.Steps <= b.Steps;
    public static bool operator >=(Dollars a, Dollars b) => a.Steps >= b.Steps;

    public int CompareTo(Dollars other) => Steps.CompareTo(other.Steps);

    public override string ToString() => FixedPointText.Format(Steps, 4);
}
