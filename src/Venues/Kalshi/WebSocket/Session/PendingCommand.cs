using Kalshi.Trading;

namespace Kalshi.Venues;

enum CommandKind
{
    Subscribe,
    AddMarkets,
    DeleteMarkets,
    Unsubscribe,
    GetSnapshot,
    ListSubscriptions,
}

/// <summary>A command that the venue has not answered yet.</summary>
/// <param name="Subscription">null for a listing, which concerns all.</param>
/// <param name="DueMs">When its answer is overdue, Unix milliseconds.</param>
sealed record PendingCommand(CommandKind Kind, Subscription? Subscription, IReadOnlyList<MarketTicker> Tickers, long DueMs);
