namespace Kalshi.Trading.NoTrade;

/// <summary>Whether new entries are allowed.</summary>
public enum NoTradePhase
{
    /// <summary>Nothing was healthy yet; entries are allowed from the first moment that everything is.</summary>
    Starting,

    /// <summary>Entries are allowed.</summary>
    Open,

    /// <summary>Entries stopped; they come back after a continuously healthy recovery window.</summary>
    Stopped,

    /// <summary>The last part of a recovery, where the mode has one: takes are watched, not sent.</summary>
    Staged,
}
