using Kalshi.Grains;

namespace Kalshi.Silo.Ingest;

/// <summary>The accounts of all feeds.</summary>
sealed class FeedAccounts(VenueClock clock)
{
    internal FeedAccount Kalshi { get; } = new("kalshi.ws", clock);

    internal FeedAccount Coinbase { get; } = new("coinbase.ws", clock);

    internal IReadOnlyList<FeedCounts> Read() => [Kalshi.Read(), Coinbase.Read()];
}
