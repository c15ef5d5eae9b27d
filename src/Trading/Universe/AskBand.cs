namespace Kalshi.Trading.Universe;

/// <summary>Which asks the strategy would pay, in cents.</summary>
/// <param name="Min">Lowest.</param>
/// <param name="Max">Highest.</param>
public readonly record struct AskBand(double Min, double Max)
{
    /// <summary>A price at all: 0 to 100.</summary>
    public static bool IsPrice(double? ask) => ask is >= 0.0 and <= 100.0;

    /// <summary>Exactly 0 or exactly 100, where there is no fee and no doubt.</summary>
    public static bool IsBoundary(double? ask) => ask is 0.0 or 100.0;

    /// <summary>Within the band, both ends included.</summary>
    public bool Contains(double? ask) => ask >= Min && ask <= Max;

    /// <summary>The universe's test: a price in the band, and not a boundary.</summary>
    public bool Selects(double? ask) => IsPrice(ask) && !IsBoundary(ask) && Contains(ask);

    /// <summary>The edge's test: a boundary, or a price in the band.</summary>
    public bool Admits(double? ask) => IsPrice(ask) && (IsBoundary(ask) || Contains(ask));
}
