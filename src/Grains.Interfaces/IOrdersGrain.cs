using Orleans.Concurrency;

namespace Kalshi.Grains;

/// <summary>All orders of one account together; the key is the account, <c>paper</c> or <c>live</c>.</summary>
public interface IOrdersGrain : IGrainWithStringKey
{
    /// <summary>Orders that have not ended.</summary>
    [AlwaysInterleave]
    Task<IReadOnlyList<OrderView>> OpenOrdersAsync();

    /// <summary>Finishes or asks after every order that has not ended; one that cannot be finished now does not stop the others.</summary>
    Task ResumeAsync();

    /// <summary>Cancels every order of a scope that has not ended; where the scope is everything, it triggers the venue's order group
    /// as well. Says flat only when the venue confirmed each and shows nothing resting; otherwise call again.</summary>
    /// <param name="scope">See <see cref="GateScope"/>.</param>
    Task<CancelAllView> CancelAllAsync(string actor, string reason, string scope);

    /// <summary>Cancels every order, then sells every open position at the best bid, never more than is held. An operator's own act:
    /// it is recorded with the name, and works while trading is halted.</summary>
    Task<FlattenView> FlattenAsync(string actor, string reason);
}
