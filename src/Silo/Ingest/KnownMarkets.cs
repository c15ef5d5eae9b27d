using Kalshi.Grains.Events;
using Kalshi.Trading;
using Kalshi.Venues;

namespace Kalshi.Silo.Ingest;

/// <summary>The markets that the catalogue follows: what was read of each last, and how much of it is on the record.</summary>
/// <param name="publish">Puts an event on the bus; the inner task tells whether it was stored.</param>
sealed class KnownMarkets(Func<DomainEvent, ValueTask<Task<bool>>> publish)
{
    readonly SortedDictionary<string, Entry> _markets = new(StringComparer.Ordinal);

    /// <summary>Markets that were read at least once in this run.</summary>
    internal IEnumerable<CatalogueMarket> Read => _markets.Values.Select(entry => entry.Read).OfType<CatalogueMarket>();

    internal IReadOnlyList<MarketTicker> Tickers => [.. _markets.Values.Select(entry => entry.Ticker)];

    internal bool Has(MarketTicker ticker) => _markets.ContainsKey(ticker.Value);

    internal bool WasRead(MarketTicker ticker) => _markets.TryGetValue(ticker.Value, out var entry) && entry.Read is not null;

    /// <summary>Follows a market that an earlier run recorded.</summary>
    /// <param name="closeTs">Unix seconds.</param>
    internal void Follow(MarketTicker ticker, long closeTs) => _markets.TryAdd(ticker.Value, new(ticker) { CloseTs = closeTs });

    /// <summary>Publishes what the record does not have yet of a market. Whether it got there, <see cref="ConfirmAsync"/> finds out.</summary>
    internal async Task TakeAsync(CatalogueMarket market, long nowTs)
    {
        if (!_markets.TryGetValue(market.Ticker.Value, out var entry))
            _markets.Add(market.Ticker.Value, entry = new(market.Ticker));
        (entry.Read, entry.CloseTs) = (market, market.CloseTs);
        entry.Lifecycle = await PublishAsync(entry.Lifecycle, m => CatalogueEvents.Lifecycle(m, nowTs), market);
        entry.Contract = await PublishAsync(entry.Contract, m => CatalogueEvents.Contract(m, nowTs), market);
    }

    /// <summary>Waits until every publication has ended. What was not stored counts as never said: the next reading says it again.</summary>
    internal async Task ConfirmAsync()
    {
        foreach (var entry in _markets.Values)
        {
            entry.Lifecycle = await entry.Lifecycle.ConfirmedAsync();
            entry.Contract = await entry.Contract.ConfirmedAsync();
        }
    }

    /// <summary>Stops following markets whose end is on the record, and those that closed before <paramref name="beforeTs"/> without one.</summary>
    /// <returns>The latter, with the last status that was read.</returns>
    internal IReadOnlyList<(MarketTicker Ticker, string Status)> Forget(long beforeTs)
    {
        var ended = _markets.Values.Where(entry => entry.Read is { IsSettled: true } read && entry.Holds(read)).ToList();
        var givenUp = _markets.Values.Except(ended).Where(entry => entry.CloseTs < beforeTs).ToList();
        foreach (var entry in ended.Concat(givenUp))
            _markets.Remove(entry.Ticker.Value);
        return [.. givenUp.Select(entry => (entry.Ticker, entry.Read?.Status ?? "unknown"))];
    }

    async Task<Said> PublishAsync(Said before, Func<CatalogueMarket, DomainEvent> eventOf, CatalogueMarket market)
    {
        var now = eventOf(market);
        // Every event carries when it was read: the last one is compared as if it were read now.
        if (before.Market is { } last && eventOf(last) == now)
            return before;
        return new(market, await publish(now));
    }

    sealed class Entry(MarketTicker ticker)
    {
        internal MarketTicker Ticker => ticker;

        internal CatalogueMarket? Read { get; set; }

        internal long? CloseTs { get; set; }

        internal Said Lifecycle { get; set; }

        internal Said Contract { get; set; }

        internal bool Holds(CatalogueMarket market) =>
            Said.Same(Lifecycle.Market, market, m => CatalogueEvents.Lifecycle(m, 0)) && Said.Same(Contract.Market, market, m => CatalogueEvents.Contract(m, 0));
    }

    /// <summary>The state of a market that an event of one kind told last.</summary>
    readonly record struct Said(CatalogueMarket? Market, Task<bool>? Storing = null)
    {
        internal async Task<Said> ConfirmedAsync() => Storing is null || await Storing ? new(Market) : default;

        internal static bool Same(CatalogueMarket? one, CatalogueMarket other, Func<CatalogueMarket, DomainEvent> eventOf) =>
            one is not null && eventOf(one) == eventOf(other);
    }
}
