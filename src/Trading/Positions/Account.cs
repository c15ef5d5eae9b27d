namespace Kalshi.Trading;

/// <summary>An account's positions and money. Immutable: every booking gives a new account.</summary>
/// <remarks>Invariant, checked at every booking: cash = payouts - cost - fees of all fills, from a start of zero.</remarks>
/// <param name="Open">Open positions, by market; an account never holds both sides of a market.</param>
/// <param name="Cash">Money since the start, negative while more was spent than paid out.</param>
/// <param name="RealizedPnl">Sum over settled positions, fees included.</param>
/// <param name="FeesPaid">Fees of all fills.</param>
public sealed record Account(
    IReadOnlyDictionary<MarketTicker, Position> Open,
    Money Cash,
    Money RealizedPnl,
    Money FeesPaid)
{
    public static Account Empty { get; } = new(new Dictionary<MarketTicker, Position>(), Money.Zero, Money.Zero, Money.Zero);

    /// <summary>Books a fill that opens or adds to a position.</summary>
    /// <param name="cost">Price times quantity.</param>
    /// <exception cref="InvalidOperationException">The account holds the other side of the market.</exception>
    public Account Buy(MarketTicker market, Side side, Quantity quantity, Money cost, Money fee, long ts)
    {
        if (quantity.Steps <= 0)
            throw new ArgumentOutOfRangeException(nameof(quantity), quantity, $"{market}: a fill has a positive quantity");

        var position = Open.TryGetValue(market, out var held)
            ? held with { Quantity = held.Quantity + quantity, Cost = held.Cost + cost, Fees = held.Fees + fee }
            : new Position(market, side, quantity, cost, fee, ts);
        if (position.Side != side)
            throw new InvalidOperationException($"{market}: a {side} fill while {position.Side} is held");

        return this with
        {
            Open = new Dictionary<MarketTicker, Position>(Open) { [market] = position },
            Cash = Cash - cost - fee,
            FeesPaid = FeesPaid + fee,
        };
    }

    /// <summary>Pays out the position in a settled market; the account itself when it holds none.</summary>
    public Account Settle(MarketTicker market, int outcome)
    {
        if (!Open.TryGetValue(market, out var position))
            return this;
        var open = new Dictionary<MarketTicker, Position>(Open);
        open.Remove(market);
        return this with
        {
            Open = open,
            Cash = Cash + position.Payout(outcome),
            RealizedPnl = RealizedPnl + position.RealizedPnl(outcome),
        };
    }
}
