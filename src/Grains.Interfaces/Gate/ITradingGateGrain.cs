using Orleans.Concurrency;

namespace Kalshi.Grains;

/// <summary>What may be traded in one scope; the key is a <see cref="GateScope"/>.</summary>
/// <remarks>Closing takes effect before it is recorded, opening only once it is. Every change is an event.</remarks>
public interface ITradingGateGrain : IGrainWithStringKey
{
    /// <summary>No entries; exits and cancels go on. A halted gate becomes less strict by this, so it is recorded first then.</summary>
    Task<GateView> PauseAsync(string actor, string reason);

    /// <summary>Nothing new at all, and resting orders are cancelled. A halt that cannot be stored still halts, and the exception
    /// says that it will not survive a restart.</summary>
    // Interleaves: a halt must not wait for a turn that waits for the bus.
    [AlwaysInterleave]
    Task<GateView> HaltAsync(string actor, string reason);

    /// <summary>Ends a pause or halt, and the causes that wait for an operator; what else is wrong stays.</summary>
    Task<GateView> ReleaseAsync(string actor, string reason);

    /// <summary>Closes the gate for an automatic cause. Does nothing when the cause is known with the same words.</summary>
    /// <exception cref="ArgumentException">No valid code, or a cause that would close nothing.</exception>
    Task RaiseAsync(GateCause cause);

    /// <summary>Says that a cause is gone. Does nothing when it is not known.</summary>
    Task ClearAsync(string code, string detail);

    /// <summary>Takes in the system's health; only the global gate has any. Not observed, it closes for entries by itself.</summary>
    Task ObserveAsync(HealthSample sample);

    [AlwaysInterleave]
    Task<GateView> ViewAsync();
}
