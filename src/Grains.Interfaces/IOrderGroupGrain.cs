using Orleans.Concurrency;

namespace Kalshi.Grains;

/// <summary>Which order group of the venue our orders are in; the key is the venue. It outlives the process, so that a halt after a
/// restart triggers the group in which the orders of before it rest, and all silos use one.</summary>
public interface IOrderGroupGrain : IGrainWithStringKey
{
    /// <summary>Null when there is none.</summary>
    [AlwaysInterleave]
    Task<string?> CurrentAsync();

    /// <summary>A group was made at the venue.</summary>
    /// <returns>The one that counts: an earlier one, when somebody else was faster.</returns>
    Task<string> BeginAsync(string groupId);

    /// <summary>A group takes no orders any more. Does nothing when it is not the current one.</summary>
    Task EndAsync(string groupId);
}
