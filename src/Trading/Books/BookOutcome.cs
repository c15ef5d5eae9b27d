namespace Kalshi.Trading;

/// <summary>What became of a snapshot or a delta.</summary>
public enum BookOutcome
{
    /// <summary>Applied; the book is live.</summary>
    Applied,

    /// <summary>Not newer than what the book has seen of this subscription (the bus delivers at least once): ignored, the
    /// book is as before.</summary>
    Outdated,

    /// <summary>A delta before the first snapshot: ignored.</summary>
    RefusedEmpty,

    /// <summary>A delta while stale: ignored, only a snapshot helps.</summary>
    RefusedStale,

    /// <summary>Could not be applied; the book is stale from here, its reason says why.</summary>
    BecameStale,
}
