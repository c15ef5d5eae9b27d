using Kalshi.Grains.Events;
using Kalshi.Trading;

namespace Kalshi.Grains.Markets;

/// <summary>A market as stored.</summary>
public sealed record MarketState
{
    public MarketLifecycle? Lifecycle { get; init; }
    public ContractUpdate? Contract { get; init; }
    public QuoteUpdate? Quote { get; init; }
    public BookCheckpoint? Book { get; init; }
    public long? BookTsMs { get; init; }
    public long Events { get; init; }
}
