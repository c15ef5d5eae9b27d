namespace Kalshi.Storage;

/// <summary>Order of events of one key: their domain time in Unix milliseconds.</summary>
static class DomainTime
{
    /// <summary>Milliseconds where the venue gives them and they lie in the second of <paramref name="ts"/>, else that
    /// second's first: a millisecond field that contradicts its second must not hold a row for ever.</summary>
    internal static long Ms(long ts, long? tsMs) => tsMs is { } ms && Math.DivRem(ms, 1000).Quotient == ts ? ms : ts * 1000;

    /// <summary>An order's states often share a second; its life has an order nevertheless.</summary>
    internal static long OfOrder(long ts, string status) => ts * 1000 + status switch
    {
        "pending" => 0,
        "unknown" => 1,
        "denied" or "filled" or "rejected" or "cancelled" or "canceled" or "expired" or "settled" => 4,
        "partially_filled" => 3,
        _ => 2,
    };

    /// <summary>Of a halt and a release in one second the halt stands: the safe one.</summary>
    internal static long OfOperatorAction(long ts, string action) => ts * 1000 + (action == "halt" ? 1 : 0);
}
