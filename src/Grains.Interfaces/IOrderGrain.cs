namespace Kalshi.Grains;

/// <summary>One order from intent to its end; the key is the order id, derived from the decision that caused it.</summary>
public interface IOrderGrain : IGrainWithStringKey
{
    /// <summary>Commits the intent, then executes it. Safe to call again: the same order id never trades twice.</summary>
    Task<OrderView> OpenAsync(OrderIntent intent);

    /// <summary>Finishes an order whose intent was committed before a crash; does nothing otherwise.</summary>
    Task<OrderView?> ResumeAsync();
}
