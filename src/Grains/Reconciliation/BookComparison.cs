using Kalshi.Grains.Orders;
using Kalshi.Trading;
using Kalshi.Trading.Orders;

namespace Kalshi.Grains.Reconciliation;

/// <summary>Our books beside the venue's, over the union of what either knows.</summary>
/// <remarks>Neither side stands still while it is read: a trade between two listings is a difference that the next look does not
/// find again. What counts is what an earlier look has found in the same words.</remarks>
sealed class BookComparison
{
    readonly OurBooks _ours;
    readonly VenueTruth _truth;
    readonly long _nowTs;
    readonly ReconciliationOptions _options;

    /// <param name="earlier">The look before this one; null for the first.</param>
    internal BookComparison(OurBooks ours, VenueTruth truth, long nowTs, ReconciliationOptions options, BookComparison? earlier = null)
    {
        _ours = ours;
        _truth = truth;
        _nowTs = nowTs;
        _options = options;
        var (orders, positions) = (ForeignOrders().Concat(Contradictions()).Concat(ForeignFills()).ToArray(), PositionGaps().ToArray());
        PositionsAgree = positions.Length == 0;
        var balance = Balance();
        Orders = earlier is null ? orders : [.. orders.Intersect(earlier.Orders)];
        Positions = earlier is null ? positions : [.. positions.Intersect(earlier.Positions)];
        BalanceGap = earlier is null || balance == earlier.BalanceGap ? balance : null;
    }

    /// <summary>Orders and fills that one side does not explain.</summary>
    internal IReadOnlyList<(string Kind, string Subject, string Ours, string Venues)> Orders { get; }

    /// <summary>Positions that differ; contracts positive for YES.</summary>
    internal IReadOnlyList<(MarketTicker Market, Quantity Ours, Quantity Venues, Money Cost)> Positions { get; }

    /// <summary>What we expect the venue to hold, and what it holds; null when they agree or nobody can tell now.</summary>
    internal (Money Ours, Money Venues)? BalanceGap { get; }

    /// <summary>This look found the same positions on both sides, whatever the looks before found.</summary>
    internal bool PositionsAgree { get; }

    /// <summary>Nothing differs that an earlier look has found too.</summary>
    internal bool IsClean => Orders.Count == 0 && Positions.Count == 0 && BalanceGap is null;

    /// <summary>Nothing is under way: every order known to its end, no market between close and settlement.</summary>
    internal bool IsQuiet =>
        _ours.Orders.Values.All(order => order.Done || order.Status is "resting" or "partially_filled")
        && !_ours.Markets.Values.Any(AwaitsSettlement);

    /// <summary>Whether an order stands as the venue says.</summary>
    internal static bool Agree(OrderView? order, VenueTruthOrder theirs) =>
        order is not null && order.Filled == theirs.Report.Filled
        && (theirs.Report.Status == VenueOrderStatus.Resting ? order is { Done: false, Status: "resting" or "partially_filled", CancelReason: null } : order.Done);

    bool IsOurs(VenueTruthOrder order) => _ours.Orders.ContainsKey(order.ClientOrderId);

    IEnumerable<(string, string, string, string)> ForeignOrders() =>
        from order in _truth.Orders
        where order.Report.Status == VenueOrderStatus.Resting && !IsOurs(order)
        select ("foreign_order", order.Report.VenueOrderId, "unknown", $"{order.Market} resting {order.Report.Remaining}");

    // We are sure that it has ended, and the venue shows it in its book.
    IEnumerable<(string, string, string, string)> Contradictions() =>
        from order in _truth.Orders
        where order.Report.Status == VenueOrderStatus.Resting && IsOurs(order)
        let ours = _ours.Orders[order.ClientOrderId]
        where ours.Done
        select ("order", ours.OrderId, $"{ours.Status}, {ours.Filled} filled", $"resting, {order.Report.Filled} filled");

    // A fill of an order that neither of us has: somebody else trades with this key.
    IEnumerable<(string, string, string, string)> ForeignFills()
    {
        var ours = _ours.Orders.Values.Select(o => o.VenueOrderId).OfType<string>()
            .Concat(_truth.Orders.Where(IsOurs).Select(o => o.Report.VenueOrderId)).ToHashSet();
        return from fill in _truth.Fills
               where !ours.Contains(fill.VenueOrderId)
               select ("foreign_fill", fill.Fill.FillId, "unknown", $"{fill.Market} {fill.Side} {fill.Fill.Quantity} at {fill.Fill.Price}");
    }

    IEnumerable<(MarketTicker, Quantity, Quantity, Money)> PositionGaps()
    {
        var theirs = _truth.Positions.ToDictionary(p => p.Market);
        var ours = _ours.Positions.Open.ToDictionary(p => p.Market, p => p.Side == Side.Yes ? p.Quantity : -p.Quantity);
        var unsettled = _ours.Orders.Values.Where(o => !o.Done && o.Status is not ("resting" or "partially_filled"))
            .Select(o => o.Intent.Market).ToHashSet();
        foreach (var market in theirs.Keys.Union(ours.Keys).OrderBy(m => m.Value, StringComparer.Ordinal))
        {
            var (mine, venues) = (ours.GetValueOrDefault(market), theirs.GetValueOrDefault(market)?.Quantity ?? Quantity.Zero);
            // An order whose outcome is still asked for may explain it; so may a settlement that one side has and the other not yet.
            if (mine != venues && !unsettled.Contains(market) && !AwaitsSettlement(_ours.Markets[market]))
                yield return (market, mine, venues, theirs.GetValueOrDefault(market)?.Cost ?? Money.Zero);
        }
    }

    bool AwaitsSettlement(MarketView market) =>
        market.Status is not (null or "active" or "initialized")
        && _nowTs - (market.CloseTs ?? _nowTs) <= _options.SettlementGraceSeconds;

    (Money, Money)? Balance()
    {
        if (_truth.Balance is not { } available || _ours.Baseline is not { } baseline || !IsQuiet || !PositionsAgree)
            return null;
        var (expected, actual) = (baseline + _ours.Positions.Cash, available + _truth.Held);
        var gap = actual - expected;
        return gap <= _options.BalanceTolerance && -gap <= _options.BalanceTolerance ? null : (expected, actual);
    }
}
