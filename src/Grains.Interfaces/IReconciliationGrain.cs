using Orleans.Concurrency;

namespace Kalshi.Grains;

/// <summary>Compares what we believe of an account with what its venue says; the key is the account.</summary>
public interface IReconciliationGrain : IGrainWithStringKey
{
    /// <summary>Compares orders, fills, positions and balance over the union of what either side knows. The venue's truth is
    /// adopted as flagged events; what cannot be explained puts the system in safe mode until acknowledged.</summary>
    /// <remarks>A listing of the venue that is incomplete is no evidence of anything: the run then changes nothing.</remarks>
    Task<ReconciliationView> RunAsync();

    /// <summary>An operator has looked at the findings; trading may go on from the adopted truth.</summary>
    Task<ReconciliationView> AcknowledgeAsync(string actor, string reason);

    [AlwaysInterleave]
    Task<ReconciliationView> ViewAsync();
}
