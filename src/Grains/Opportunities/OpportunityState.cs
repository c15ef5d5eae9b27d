namespace Kalshi.Grains.Opportunities;

/// <summary>What must outlive a restart, so that no batch is decided twice and no cooldown forgotten.</summary>
public sealed record OpportunityState
{
    public long? DecidedAsOfTs { get; init; }
    public IReadOnlyList<RecentTake> RecentTakes { get; init; } = [];
}
