namespace Kalshi.Venues;

/// <summary>What the venue lets the key spend.</summary>
/// <param name="Tier">basic, advanced, premier …</param>
public sealed record AccountLimits(string Tier, TokenAllowance Read, TokenAllowance Write);

/// <summary>A token bucket: what it holds at most, and what flows in each second.</summary>
public sealed record TokenAllowance(double Capacity, double PerSecond);
