using Kalshi.Trading;

namespace Kalshi.Grains.Universe;

/// <summary>The list of markets that matter. Not stored: the market grains and the catalogue say it again after a restart.</summary>
public sealed class UniverseGrain(TimeProvider time) : Grain, IUniverseGrain
{
    // A market that closed this long ago can no longer be selected (strategy.md section 5: five seconds of grace).
    const long KeepAfterCloseSeconds = 60;

    readonly SortedDictionary<string, (MarketTicker Market, long? CloseTs)> _markets = new(StringComparer.Ordinal);

    public Task ListAsync(MarketTicker market, long? closeTs)
    {
        _markets[market.Value] = (market, closeTs);
        return Task.CompletedTask;
    }

    public Task DelistAsync(MarketTicker market)
    {
        _markets.Remove(market.Value);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<MarketTicker>> MarketsAsync()
    {
        var oldest = time.GetUtcNow().ToUnixTimeSeconds() - KeepAfterCloseSeconds;
        return Task.FromResult<IReadOnlyList<MarketTicker>>(
            [.. _markets.Values.Where(m => m.CloseTs is not { } close || close >= oldest).Select(m => m.Market)]);
    }
}
