namespace Kalshi.Storage;

/// <summary>The answer to a claim of a <see cref="LeaderLock"/>.</summary>
public enum LeaderClaim
{
    /// <summary>This process holds the lock.</summary>
    Held,

    /// <summary>Another session holds it.</summary>
    HeldByAnother,
}
