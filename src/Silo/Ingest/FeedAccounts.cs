namespace Kalshi.Silo.Ingest;

/// <summary>The accounts of all feeds.</summary>
sealed class FeedAccounts(TimeProvider time)
{
    internal FeedAccount Kalshi { get; } = new("kalshi.ws", time);

    internal FeedAccount Coinbase { get; } = new("coinbase.ws", time);

    internal IReadOnlyList<FeedCounts> Read() => [Kalshi.Read(), Coinbase.Read()];
}
