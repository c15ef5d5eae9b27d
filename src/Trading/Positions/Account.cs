namespace Kalshi.Trading;

/// <summary>An account's positions and money. Immutable: every booking gives a new account.</summary>
/// <param name="Open">Open positions, by market; an account never holds both sides of a market.</param>
/// <param name="Cash">Money since the start, negative while more was spent than paid out.</param>
/// <param name="RealizedPnl">Sum over sold and settled contracts, fees included.</param>
/// <param name="FeesPaid">Fees of all fills.</param>
/// <param name="Totals">Sums over all bookings.</param>
public sealed record Account(
    IReadOnlyDictionary<MarketTicker, Position> Open,
    Money Cash,
    Money RealizedPnl,
    Money FeesPaid,
    LedgerTotals Totals)
{
    public static Account Empty { get; } =
        new(new Dictionary<MarketTicker, Position>(), Money.Zero, Money.Zero, Money.Zero, LedgerTotals.Zero);

    /// <summary>Books a fill of <paramref name="quantity"/> contracts bought of <paramref name="side"/>.</summary>
    /// <remarks>As the venue does: where the other side is held, pairs of both pay out at once, so that buying NO at q sells YES at
    /// 1 - q, and only what goes beyond opens.</remarks>
    /// <param name="fee">Of the whole fill.</param>
    /// <exception cref="ArgumentOutOfRangeException">The quantity is not positive.</exception>
    public Account Trade(MarketTicker market, Side side, Quantity quantity, Price price, Money fee, long ts)
    {
        RequirePositive(market, quantity);
        if (!Open.TryGetValue(market, out var held) || held.Side == side)
            return Buy(market, side, quantity, (price * quantity).Ceiling(), fee, ts);

        var closing = quantity < held.Quantity ? quantity : held.Quantity;
        var feeOfClosing = Share(fee, closing, quantity);
        var closed = Sell(market, closing, (price.Complement * closing).Floor(), feeOfClosing);
        var opening = quantity - closing;
        return opening.IsZero ? closed : closed.Buy(market, side, opening, (price * opening).Ceiling(), fee - feeOfClosing, ts);
    }

    /// <summary>Books a fill that opens or adds to a position.</summary>
    /// <param name="cost">Price times quantity.</param>
    /// <exception cref="InvalidOperationException">The account holds the other side of the market.</exception>
    public Account Buy(MarketTicker market, Side side, Quantity quantity, Money cost, Money fee, long ts)
    {
        RequirePositive(market, quantity);
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
            Totals = Totals with { Spent = Totals.Spent + cost, Bought = Totals.Bought + quantity },
        };
    }

    /// <summary>Books a sale of contracts that are held, at their average cost.</summary>
    /// <param name="proceeds">What the contracts brought, without the fee.</param>
    /// <exception cref="InvalidOperationException">The account holds fewer.</exception>
    public Account Sell(MarketTicker market, Quantity quantity, Money proceeds, Money fee)
    {
        RequirePositive(market, quantity);
        if (!Open.TryGetValue(market, out var held) || held.Quantity < quantity)
            throw new InvalidOperationException($"{market}: {quantity} sold, {held?.Quantity ?? Quantity.Zero} held");

        var cost = Share(held.Cost, quantity, held.Quantity);
        var fees = Share(held.Fees, quantity, held.Quantity);
        return this with
        {
            Open = quantity == held.Quantity
                ? Without(market)
                : new Dictionary<MarketTicker, Position>(Open)
                {
                    [market] = held with { Quantity = held.Quantity - quantity, Cost = held.Cost - cost, Fees = held.Fees - fees },
                },
            Cash = Cash + proceeds - fee,
            RealizedPnl = RealizedPnl + proceeds - fee - cost - fees,
            FeesPaid = FeesPaid + fee,
            Totals = Totals with { Received = Totals.Received + proceeds, Sold = Totals.Sold + quantity },
        };
    }

    /// <summary>Pays out the position in a settled market; the account itself when it holds none.</summary>
    public Account Settle(MarketTicker market, int outcome)
    {
        if (!Open.TryGetValue(market, out var position))
            return this;
        return this with
        {
            Open = Without(market),
            Cash = Cash + position.Payout(outcome),
            RealizedPnl = RealizedPnl + position.RealizedPnl(outcome),
            Totals = Totals with { Received = Totals.Received + position.Payout(outcome), Settled = Totals.Settled + position.Quantity },
        };
    }

    /// <summary>Replaces what is held in a market by what the venue says is held: the old position leaves at its cost, the new one
    /// comes at the venue's.</summary>
    /// <param name="quantity">Contracts, zero for none.</param>
    /// <param name="cost">What the venue says they cost.</param>
    public Account Adopt(MarketTicker market, Side side, Quantity quantity, Money cost, long ts)
    {
        var cleared = Open.TryGetValue(market, out var held) ? Sell(market, held.Quantity, held.Cost, Money.Zero) : this;
        return quantity.IsZero ? cleared : cleared.Buy(market, side, quantity, cost, Money.Zero, ts);
    }

    /// <summary>The first invariant that does not hold; null when the account adds up.</summary>
    public string? Fault()
    {
        var held = Open.Values.Aggregate(Quantity.Zero, (sum, p) => sum + p.Quantity);
        var invested = Open.Values.Aggregate(Money.Zero, (sum, p) => sum + p.Cost + p.Fees);
        return Open.Values.FirstOrDefault(p => p.Quantity <= Quantity.Zero) is { } empty ? $"{empty.Market}: {empty.Quantity} contracts are held"
            : held != Totals.Bought - Totals.Sold - Totals.Settled
                ? $"{held} contracts are held, but {Totals.Bought} were bought, {Totals.Sold} sold and {Totals.Settled} settled"
            : Cash != Totals.Received - Totals.Spent - FeesPaid
                ? $"cash is {Cash}, but {Totals.Received} came in, {Totals.Spent} and fees of {FeesPaid} went out"
            : Cash != RealizedPnl - invested ? $"cash is {Cash}, but {RealizedPnl} is realised and {invested} invested"
            : null;
    }

    // The part that belongs to some of the contracts; what does not divide stays with the rest.
    static Money Share(Money whole, Quantity part, Quantity of) =>
        part == of ? whole : Money.FromSteps((long)((Int128)whole.Steps * part.Steps / of.Steps));

    Dictionary<MarketTicker, Position> Without(MarketTicker market)
    {
        var open = new Dictionary<MarketTicker, Position>(Open);
        open.Remove(market);
        return open;
    }

    static void RequirePositive(MarketTicker market, Quantity quantity)
    {
        if (quantity <= Quantity.Zero)
            throw new ArgumentOutOfRangeException(nameof(quantity), quantity, $"{market}: a booking has a positive quantity");
    }
}
