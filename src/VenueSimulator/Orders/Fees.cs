namespace Kalshi.VenueSimulator;

static class Fees
{
    const decimal TakerRate = 0.07m;

    /// <summary>Fee of one taker fill in dollars: 0.07 * contracts * price * (1 - price), rounded up to 1e-4 (the venue's fee
    /// rounding page, 2026). Makers pay nothing in series of fee type "quadratic", which all of these are.</summary>
    internal static decimal OfTaker(Contracts count, Dollars price) =>
        decimal.Ceiling(TakerRate * count.Value * price.Value * (1 - price.Value) * 10_000m) / 10_000m;
}
