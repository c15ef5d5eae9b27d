namespace Kalshi.Trading.NoTrade;

/// <summary>Why entries are stopped.</summary>
/// <param name="Reason">What is or was wrong, with the numbers last seen.</param>
/// <param name="Since">When it went wrong.</param>
/// <param name="Until">When it was seen healthy again; null while it is wrong.</param>
/// <param name="ClearedBy">What has to become true, and stay true for the recovery window.</param>
public sealed record NoTradeCause(
    NoTradeTrigger Trigger, string Reason, DateTimeOffset Since, DateTimeOffset? Until, string ClearedBy);
