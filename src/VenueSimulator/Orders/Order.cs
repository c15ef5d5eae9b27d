namespace Kalshi.VenueSimulator;

enum TimeInForce
{
    GoodTillCanceled,
    ImmediateOrCancel,
    FillOrKill,
}

enum OrderStatus
{
    Resting,
    Canceled,
    Executed,
}

/// <summary>What a client asks for, checked for form.</summary>
/// <param name="Side">Whose bid it is: a bid of the YES leg, or (an ask) a bid of the NO leg.</param>
/// <param name="Price">In the leg of <paramref name="Side"/>.</param>
/// <param name="CancelOnPause">Canceled when trading is paused.</param>
/// <param name="MakerYields">Self-trade prevention cancels the resting order instead of the incoming one.</param>
sealed record OrderRequest(
    string Ticker, string ClientOrderId, BookSide Side, Dollars Price, Contracts Count, TimeInForce TimeInForce,
    bool PostOnly, bool ReduceOnly, bool CancelOnPause, bool MakerYields, DateTimeOffset? Expiration, string? GroupId);

/// <summary>A client's order at the venue. Guarded by the exchange's gate.</summary>
sealed class Order(OrderRequest request, string keyId, Guid id, DateTimeOffset created, OrderFees fees)
{
    internal OrderRequest Request { get; private set; } = request;

    internal string KeyId => keyId;

    internal Guid Id => id;

    internal DateTimeOffset Created { get; } = created;

    internal DateTimeOffset Updated { get; private set; } = created;

    internal OrderStatus Status { get; private set; } = OrderStatus.Resting;

    internal Contracts Remaining { get; private set; } = request.Count;

    /// <summary>Takes contracts off what is left to trade; nothing left ends the order.</summary>
    internal void Reduce(Contracts remaining, DateTimeOffset now)
    {
        Remaining = remaining;
        Updated = now;
        if (remaining == Contracts.Zero)
            Status = OrderStatus.Canceled;
    }

    internal Contracts Filled { get; private set; }

    /// <summary>Contracts of others that rest at the same price and came earlier.</summary>
    internal Contracts Ahead { get; set; }

    internal decimal TakerCost { get; private set; }

    internal decimal MakerCost { get; private set; }

    internal decimal TakerFees { get; private set; }

    internal decimal MakerFees { get; private set; }

    /// <summary>Charges the next fill.</summary>
    internal OrderFees Fees => fees;

    internal Dollars YesPrice => Request.Side == BookSide.Yes ? Request.Price : Request.Price.Complement;

    internal void Amend(OrderRequest wanted, Contracts remaining, DateTimeOffset now)
    {
        Request = wanted;
        Remaining = remaining;
        Updated = now;
    }

    internal void Fill(Fill fill)
    {
        Filled += fill.Count;
        Remaining -= fill.Count;
        Updated = fill.Time;
        var cost = fill.Count.Value * fill.Price.Value;
        if (fill.IsTaker)
            (TakerCost, TakerFees) = (TakerCost + cost, TakerFees + fill.Fee);
        else
            (MakerCost, MakerFees) = (MakerCost + cost, MakerFees + fill.Fee);
        if (Remaining == Contracts.Zero)
            Status = OrderStatus.Executed;
    }
}

/// <summary>A part of an order that traded.</summary>
/// <param name="Price">In the leg of the order's side.</param>
/// <param name="Fee">Dollars.</param>
sealed record Fill(Guid Id, Order Order, Dollars Price, Contracts Count, bool IsTaker, decimal Fee, DateTimeOffset Time)
{
    internal Dollars YesPrice => Order.Request.Side == BookSide.Yes ? Price : Price.Complement;
}

/// <summary>An order that the venue does not take.</summary>
sealed class OrderRefusedException(ApiError error) : Exception
{
    internal ApiError Error { get; } = error;
}
