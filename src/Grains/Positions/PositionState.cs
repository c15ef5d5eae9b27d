using Kalshi.Trading;

namespace Kalshi.Grains.Positions;

/// <summary>An account as stored.</summary>
public sealed record PositionState
{
    public IReadOnlyList<PositionView> Open { get; init; } = [];
    public Money Cash { get; init; }
    public Money RealizedPnl { get; init; }
    public Money FeesPaid { get; init; }

    /// <summary>Null in rows of before there were totals.</summary>
    public LedgerTotals? Totals { get; init; }

    /// <summary>Orders that were granted room and have not ended.</summary>
    public IReadOnlyDictionary<string, OrderIntent> Reservations { get; init; } = new Dictionary<string, OrderIntent>();

    /// <summary>When each market and side was last entered, Unix seconds.</summary>
    public IReadOnlyDictionary<string, long> LastEntries { get; init; } = new Dictionary<string, long>();

    /// <summary>Fills that are booked, with their time, so that none is booked twice.</summary>
    public IReadOnlyDictionary<string, long> BookedFills { get; init; } = new Dictionary<string, long>();

    /// <summary>Markets that have paid out, by ticker, so that none pays twice and none pays otherwise.</summary>
    public IReadOnlyDictionary<string, SettledMarket> Settled { get; init; } = new Dictionary<string, SettledMarket>();

    public long Fills { get; init; }
    public long Settlements { get; init; }

    /// <summary>Bookings ever: fills, settlements and adoptions.</summary>
    public long Version { get; init; }

    internal Account ToAccount()
    {
        var open = Open.ToDictionary(p => p.Market, p => new Position(p.Market, p.Side, p.Quantity, p.Cost, p.Fees, p.OpenedTs));
        return new(open, Cash, RealizedPnl, FeesPaid, Totals ?? TotalsBefore());
    }

    internal PositionState With(Account account) => this with
    {
        Open = [.. account.Open.Values
            .OrderBy(p => p.Market.Value, StringComparer.Ordinal)
            .Select(p => new PositionView(p.Market, p.Side, p.Quantity, p.Cost, p.Fees, p.OpenedTs))],
        Cash = account.Cash,
        RealizedPnl = account.RealizedPnl,
        FeesPaid = account.FeesPaid,
        Totals = account.Totals,
        Version = Version + 1,
    };

    // What is open was bought; the rest of the money came and went before anybody counted it.
    LedgerTotals TotalsBefore()
    {
        var spent = Open.Aggregate(Money.Zero, (sum, p) => sum + p.Cost);
        return LedgerTotals.Zero with
        {
            Spent = spent,
            Received = Cash + spent + FeesPaid,
            Bought = Open.Aggregate(Quantity.Zero, (sum, p) => sum + p.Quantity),
        };
    }
}
