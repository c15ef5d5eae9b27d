using Kalshi.Trading;

namespace Kalshi.Grains.Universe;

/// <summary>The list as stored.</summary>
public sealed record UniverseState
{
    public IReadOnlyList<ListedMarket> Markets { get; init; } = [];
}

/// <summary>A market and until when it matters, Unix seconds.</summary>
public sealed record ListedMarket(MarketTicker Market, long? CloseTs);
