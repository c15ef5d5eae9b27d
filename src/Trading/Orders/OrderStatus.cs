namespace Kalshi.Trading.Orders;

/// <summary>Where an order stands, as far as we have evidence.</summary>
public enum OrderStatus
{
    /// <summary>The intent is committed; sent or not, the venue has not answered yet.</summary>
    Pending,

    /// <summary>Never sent: our own rules said no.</summary>
    Denied,

    /// <summary>In the venue's book, nothing filled.</summary>
    Resting,

    /// <summary>In the venue's book, some of it filled.</summary>
    PartiallyFilled,

    /// <summary>All of it filled.</summary>
    Filled,

    /// <summary>What was not filled never will be: cancelled by us or the venue, or expired.</summary>
    Cancelled,

    /// <summary>The venue refused it, or has proven never to have had it.</summary>
    Rejected,

    /// <summary>It may be at the venue or not. Only the venue's own answer ends this.</summary>
    Unknown,
}

public static class OrderStatuses
{
    extension(OrderStatus status)
    {
        /// <summary>Nothing can be filled any more.</summary>
        public bool IsTerminal => status is OrderStatus.Denied or OrderStatus.Filled or OrderStatus.Cancelled or OrderStatus.Rejected;

        /// <summary>The word for it in events and on the API.</summary>
        public string Word => status switch
        {
            OrderStatus.Pending => "pending",
            OrderStatus.Denied => "denied",
            OrderStatus.Resting => "resting",
            OrderStatus.PartiallyFilled => "partially_filled",
            OrderStatus.Filled => "filled",
            OrderStatus.Cancelled => "cancelled",
            OrderStatus.Rejected => "rejected",
            OrderStatus.Unknown => "unknown",
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, "not an order status"),
        };
    }
}
