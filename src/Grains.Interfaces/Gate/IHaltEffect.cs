namespace Kalshi.Grains;

/// <summary>What has to happen when a gate halts: resting orders of its scope are cancelled. Registered in the host's services.</summary>
public interface IHaltEffect
{
    /// <summary>Called inside the gate's turn, each time a gate becomes halted: it starts the work and does not wait for it.
    /// What it throws is logged, and the gate is halted all the same.</summary>
    /// <param name="scope">See <see cref="GateScope"/>.</param>
    Task HaltedAsync(string scope, string reason);
}
