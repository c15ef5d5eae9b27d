namespace Kalshi.Trading.Orders;

/// <summary>How long an order waits for its other side.</summary>
public enum TimeInForce
{
    /// <summary>Takes what is there at once; the rest is cancelled.</summary>
    ImmediateOrCancel,

    /// <summary>Takes all at once or nothing.</summary>
    FillOrKill,

    /// <summary>Rests until it is filled, cancelled or expired.</summary>
    GoodTillCancelled,
}
