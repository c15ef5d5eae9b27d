using Kalshi.Grains.State;
using Kalshi.Trading;

namespace Kalshi.Grains.Universe;

/// <summary>The list of markets that matter.</summary>
/// <remarks>Stored, because the catalogue says each piece of news once: after a restart nobody would say it again.</remarks>
public sealed class UniverseGrain([PersistentState("universe")] IPersistentState<UniverseState> state, VenueClock clock)
    : Grain, IUniverseGrain
{
    // Longer than a market can still be selected after its close (strategy.md section 5: five seconds).
    const long KeepAfterCloseSeconds = 60;

    public Task ListAsync(MarketTicker market, long? closeTs)
    {
        var listed = new ListedMarket(market, closeTs);
        return state.State.Markets.Contains(listed)
            ? Task.CompletedTask
            : StoreAsync([.. Current().Where(m => m.Market != market), listed]);
    }

    public Task DelistAsync(MarketTicker market) => state.State.Markets.Any(m => m.Market == market)
        ? StoreAsync([.. Current().Where(m => m.Market != market)])
        : Task.CompletedTask;

    public Task<IReadOnlyList<MarketTicker>> MarketsAsync() => Task.FromResult<IReadOnlyList<MarketTicker>>(
        [.. Current().Select(m => m.Market).OrderBy(m => m.Value, StringComparer.Ordinal)]);

    IEnumerable<ListedMarket> Current()
    {
        var oldest = clock.NowTs - KeepAfterCloseSeconds;
        return state.State.Markets.Where(m => m.CloseTs is not { } close || close >= oldest);
    }

    // Whoever tells it tells it again until it is stored.
    Task StoreAsync(IReadOnlyList<ListedMarket> markets) => state.CommitAsync(new UniverseState { Markets = markets });
}
