using Orleans.Concurrency;

namespace Kalshi.Grains;

/// <summary>All orders of one account together; the key is the account, <c>paper</c> or <c>live</c>.</summary>
public interface IOrdersGrain : IGrainWithStringKey
{
    /// <summary>Orders that have not ended.</summary>
    [AlwaysInterleave]
    Task<IReadOnlyList<OrderView>> OpenOrdersAsync();

    /// <summary>Finishes or asks after every order that has not ended.</summary>
    Task ResumeAsync();

    /// <summary>Cancels every order that has not ended, and triggers the venue's order group. Says flat only when the venue
    /// confirmed each; otherwise call again.</summary>
    Task<CancelAllView> CancelAllAsync(string actor, string reason);

    /// <summary>Cancels every order, then sells every open position at the best bid, never more than is held.</summary>
    Task<FlattenView> FlattenAsync(string actor, string reason);
}
