using Orleans.Concurrency;

namespace Kalshi.Grains;

/// <summary>Whether anything may be traded at all; the key is the scope, <c>global</c>.</summary>
public interface ITradingGateGrain : IGrainWithStringKey
{
    /// <summary>Stops all trading at once. Effective before it is recorded: a halt that cannot be stored still halts, and the
    /// exception says that it will not survive a restart.</summary>
    Task<GateView> HaltAsync(string actor, string reason);

    /// <summary>Allows trading again; effective only once recorded.</summary>
    Task<GateView> ReleaseAsync(string actor, string reason);

    [AlwaysInterleave]
    Task<GateView> ViewAsync();
}
