namespace Kalshi.Trading.Risk;

/// <summary>What an account has at stake: positions, and what is set aside for orders. Immutable.</summary>
/// <remarks>The sum of both never passes a limit that held when an order was granted, however fills, ends and grants follow each
/// other: a fill moves its share from the order to the position.</remarks>
public sealed record RiskBook
{
    const long MinuteSeconds = 60;

    public IReadOnlyList<Stake> Positions { get; init; } = [];

    /// <summary>Orders that may still fill, by order id.</summary>
    public IReadOnlyDictionary<string, OrderStake> Orders { get; init; } = new Dictionary<string, OrderStake>();

    /// <summary>When orders were granted, the last 60 s, Unix seconds.</summary>
    public IReadOnlyList<long> Grants { get; init; } = [];

    /// <summary>All stakes.</summary>
    public IReadOnlyCollection<Stake> Stakes => [.. Positions, .. Orders.Values.Select(o => o.Stake)];

    public Exposure Exposure => Exposure.Of(Stakes);

    public int GrantsAt(long nowTs) => Grants.Count(ts => nowTs - ts < MinuteSeconds);

    /// <summary>Grants an order, or says why not. An order that has something set aside already keeps it.</summary>
    /// <returns>The book after it, and null or the limit that refuses it.</returns>
    public (RiskBook Book, string? Refusal) Reserve(RiskLimits limits, string orderId, OrderStake order, Money dayPnl, long nowTs)
    {
        if (Orders.ContainsKey(orderId))
            return (this, null);
        if (RiskRules.Refuse(limits, Stakes, order, GrantsAt(nowTs), dayPnl) is { } refusal)
            return (this, refusal);
        return (
            this with
            {
                Orders = new Dictionary<string, OrderStake>(Orders) { [orderId] = order },
                Grants = [.. Grants.Where(ts => nowTs - ts < MinuteSeconds), nowTs],
            },
            null);
    }

    /// <summary>Positions after a booking, and the share of its order that has filled by it.</summary>
    /// <param name="filled">More than the order's rest leaves nothing of it.</param>
    public RiskBook Book(IReadOnlyList<Stake> positions, string? orderId, Quantity filled)
    {
        if (orderId is null || !Orders.TryGetValue(orderId, out var order))
            return this with { Positions = positions };
        var rest = order.Rest > filled ? order.Rest - filled : Quantity.Zero;
        return this with
        {
            Positions = positions,
            Orders = new Dictionary<string, OrderStake>(Orders) { [orderId] = order with { Rest = rest, Filled = order.Filled + filled } },
        };
    }

    /// <summary>An order has ended.</summary>
    public RiskBook Release(string orderId)
    {
        if (!Orders.ContainsKey(orderId))
            return this;
        var orders = new Dictionary<string, OrderStake>(Orders);
        orders.Remove(orderId);
        return this with { Orders = orders };
    }
}
