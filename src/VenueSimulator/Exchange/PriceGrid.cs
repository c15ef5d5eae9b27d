namespace Kalshi.VenueSimulator;

/// <summary>A stretch of prices with one tick size.</summary>
sealed record PriceRange(Dollars Start, Dollars End, Dollars Step);

/// <summary>The prices at which a market may be quoted, by the name that the API gives the structure.</summary>
sealed record PriceGrid(string Name, IReadOnlyList<PriceRange> Ranges)
{
    /// <summary>Ticks of 0.001 in the lowest and highest ten cents, 0.01 between.</summary>
    internal static readonly PriceGrid TaperedDeciCent = new("tapered_deci_cent",
    [
        new(Dollars.Zero, new(1_000), new(10)),
        new(new(1_000), new(9_000), new(100)),
        new(new(9_000), Dollars.One, new(10)),
    ]);

    /// <summary>Ticks of 0.01.</summary>
    internal static readonly PriceGrid LinearCent = new("linear_cent", [new(Dollars.Zero, Dollars.One, new(100))]);

    /// <summary>Ticks of 0.001.</summary>
    internal static readonly PriceGrid DeciCent = new("deci_cent", [new(Dollars.Zero, Dollars.One, new(10))]);

    /// <exception cref="FormatException">No such structure.</exception>
    internal static PriceGrid Named(string name) => new[] { TaperedDeciCent, LinearCent, DeciCent }.FirstOrDefault(g => g.Name == name)
        ?? throw new FormatException($"price_level_structure: '{name}' is unknown");

    /// <summary>Whether an order may carry this price: on a tick, and above 0 and below 1 dollar.</summary>
    internal bool Allows(Dollars price) =>
        price > Dollars.Zero && price < Dollars.One && Ranges.Any(r => price >= r.Start && price <= r.End && price.Steps % r.Step.Steps == 0);

    /// <summary>The next tick below; null below the lowest.</summary>
    internal Dollars? Below(Dollars price)
    {
        var range = Ranges.LastOrDefault(r => r.Start < price);
        return range is null || price - range.Step <= Dollars.Zero ? null : price - range.Step;
    }

    /// <summary>The nearest tick at or below <paramref name="price"/>, kept within the lowest and highest tick.</summary>
    internal Dollars Floor(decimal price)
    {
        var steps = (long)decimal.Floor(Math.Clamp(price, 0m, 1m) * 10_000m);
        var range = Ranges.First(r => steps < r.End.Steps || r.End == Dollars.One);
        return new(Math.Clamp(steps - steps % range.Step.Steps, Ranges[0].Step.Steps, Dollars.One.Steps - Ranges[^1].Step.Steps));
    }
}
