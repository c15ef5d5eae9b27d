using Kalshi.Trading.Orders;

namespace Kalshi.Grains.Orders;

/// <summary>An order as stored: its intent, how far it got, and how much of that others have been told.</summary>
public sealed record OrderState
{
    public OrderIntent? Intent { get; init; }

    public OrderLife? Life { get; init; }

    /// <summary>Grows with every activation that takes the order over. The row's version makes it a fence: of two activations that
    /// both believe to own the order, only one can store <see cref="OrderLife.Sent"/>.</summary>
    public long Epoch { get; init; }

    /// <summary>Unix seconds of <see cref="OrderSent"/>.</summary>
    public long? SentTs { get; init; }

    /// <summary>Queries since the outcome was lost.</summary>
    public int Queries { get; init; }

    /// <summary>The last status that is on the record.</summary>
    public OrderStatus? Recorded { get; init; }

    /// <summary>Fills, from the first, that are on the record and in the account.</summary>
    public int Booked { get; init; }

    /// <summary>Its reservations are given back: nothing is left to do.</summary>
    public bool Released { get; init; }

    /// <summary>The gate was closed because the outcome stayed unknown.</summary>
    public bool Raised { get; init; }

    /// <summary>The limits have been told how sending ended.</summary>
    public bool OutcomeTold { get; init; }
}
