namespace Kalshi.Trading;

/// <summary>Whether a book's prices may be used.</summary>
public enum BookState
{
    /// <summary>No snapshot has arrived yet.</summary>
    Empty,

    /// <summary>A snapshot and every delta since: prices may be used.</summary>
    Live,

    /// <summary>Continuity was lost: no price until the next snapshot.</summary>
    Stale,
}
