using Kalshi.Trading;
using Orleans.Concurrency;

namespace Kalshi.Grains;

/// <summary>One order from intent to its end; the key is the order id, which is also the client order id at the venue and follows
/// from the intent (<see cref="Kalshi.Trading.Orders.ClientOrderId"/>).</summary>
public interface IOrderGrain : IGrainWithStringKey
{
    /// <summary>Commits the intent, then executes it. Safe to call again: the same order id never trades twice.</summary>
    /// <exception cref="ArgumentException">The order exists with another intent.</exception>
    Task<OrderView> OpenAsync(OrderIntent intent);

    /// <summary>Finishes an order whose intent was committed before a crash: asks the venue what became of it, never sends it
    /// again. Null when there is no such order.</summary>
    Task<OrderView?> ResumeAsync();

    /// <summary>Asks the venue for the order and its fills, and books what is new. Null when there is no such order.</summary>
    Task<OrderView?> RefreshAsync();

    /// <summary>Wants the order gone; it is gone when the view is <see cref="OrderView.Done"/>. An unanswered cancel is sent again
    /// at every refresh. Null when there is no such order.</summary>
    Task<OrderView?> CancelAsync(string actor, string reason);

    /// <summary>Makes a resting order smaller, in its place in the queue. A new price is a new order.</summary>
    /// <param name="quantity">Contracts of the whole order, those filled included; less than now.</param>
    /// <exception cref="InvalidOperationException">The order does not rest, or the quantity is not smaller.</exception>
    Task<OrderView> DecreaseAsync(string actor, string reason, Quantity quantity);

    [AlwaysInterleave]
    Task<OrderView?> ViewAsync();
}
