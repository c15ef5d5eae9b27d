namespace Kalshi.Trading;

/// <summary>Why a book lost its prices.</summary>
public enum StaleReason
{
    /// <summary>A delta does not follow the last one applied: at least one is missing.</summary>
    SequenceGap,

    /// <summary>A delta of another session or subscription than the snapshot's.</summary>
    SessionChanged,

    /// <summary>A delta took more contracts from a level than rest there.</summary>
    NegativeLevel,

    /// <summary>A delta raised a level beyond the range of a <see cref="Quantity"/>.</summary>
    SizeOverflow,

    /// <summary>A snapshot with a price twice, or a level without contracts.</summary>
    MalformedSnapshot,

    /// <summary>The feed reported a gap before the book could notice one.</summary>
    FeedGap,

    /// <summary>The session that fed the book has ended.</summary>
    Disconnected,

    /// <summary>The feed is connected but has said nothing for too long.</summary>
    Silent,
}
