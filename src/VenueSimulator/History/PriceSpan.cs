namespace Kalshi.VenueSimulator;

/// <summary>Where a price went within a period.</summary>
readonly record struct PriceSpan(Dollars Open, Dollars Low, Dollars High, Dollars Close)
{
    internal static PriceSpan At(Dollars price) => new(price, price, price, price);

    internal PriceSpan Then(Dollars price) => Then(At(price));

    internal PriceSpan Then(PriceSpan later) => new(
        Open, later.Low < Low ? later.Low : Low, later.High > High ? later.High : High, later.Close);
}
