using Kalshi.Grains.State;
using Kalshi.Trading;

namespace Kalshi.Grains.Universe;

/// <summary>The list of markets that matter.</summary>
/// <remarks>Stored, because the catalogue says each piece of news once: after a restart nobody would say it again. The list is one row, as
/// long as there are markets: what is told while it is being written goes with the next write, all together.</remarks>
public sealed class UniverseGrain([PersistentState("universe")] IPersistentState<UniverseState> state, VenueClock clock)
    : Grain, IUniverseGrain
{
    // Longer than a market can still be selected after its close (strategy.md section 5: five seconds).
    const long KeepAfterCloseSeconds = 60;

    Dictionary<MarketTicker, ListedMarket> _stored = [];
    Dictionary<MarketTicker, ListedMarket?> _news = [];
    Task _write = Task.CompletedTask;
    Task? _nextWrite;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _stored = state.State.Markets.ToDictionary(m => m.Market);
        return Task.CompletedTask;
    }

    public Task ListAsync(MarketTicker market, long? closeTs) => TellAsync(market, new ListedMarket(market, closeTs));

    public Task DelistAsync(MarketTicker market) => TellAsync(market, null);

    public Task<IReadOnlyList<MarketTicker>> MarketsAsync() => Task.FromResult<IReadOnlyList<MarketTicker>>(
        [.. Current().Select(m => m.Market).OrderBy(m => m.Value, StringComparer.Ordinal)]);

    IEnumerable<ListedMarket> Current()
    {
        var oldest = clock.NowTs - KeepAfterCloseSeconds;
        return _stored.Values.Where(m => m.CloseTs is not { } close || close >= oldest);
    }

    // Whoever tells it tells it again until it is stored.
    Task TellAsync(MarketTicker market, ListedMarket? told)
    {
        if (_write.IsCompleted && _nextWrite is null && _stored.GetValueOrDefault(market) == told)
            return Task.CompletedTask;
        _news[market] = told;
        return _nextWrite ??= WriteAsync(after: _write);
    }

    async Task WriteAsync(Task after)
    {
        // Not at once: this write has yet to become the next one.
        await Task.Yield();
        await after.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        (_write, _nextWrite) = (_nextWrite!, null);
        var news = _news;
        _news = [];

        var next = Current().Where(m => !news.ContainsKey(m.Market)).Concat(news.Values.OfType<ListedMarket>()).ToDictionary(m => m.Market);
        await state.CommitAsync(new UniverseState { Markets = [.. next.Values] });
        _stored = next;
    }
}
