using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>Which markets to list; what is null does not filter. Times are Unix seconds.</summary>
/// <remarks>The venue takes one kind of time with one kind of status: created with unopened or open, close with closed, settled with
/// settled, or any of them without a status; updated goes with nothing but <paramref name="Combos"/>.</remarks>
/// <param name="Combos">true lists only markets on several events at once, false none of them.</param>
public sealed record MarketQuery(
    string? Series = null, string? Event = null, MarketFilter? Status = null, IReadOnlyCollection<MarketTicker>? Tickers = null,
    long? MinCreatedTs = null, long? MaxCreatedTs = null, long? MinCloseTs = null, long? MaxCloseTs = null,
    long? MinSettledTs = null, long? MaxSettledTs = null, long? MinUpdatedTs = null, bool? Combos = null)
{
    /// <summary>For errors: what the listing was of.</summary>
    public override string ToString() => Series ?? Event ?? (Tickers is { Count: > 0 } tickers ? string.Join(',', tickers.Take(3)) : "all series");

    internal string Path(string endpoint, int pageSize) => Query.Of(
        endpoint, ("limit", pageSize), ("series_ticker", Series), ("event_ticker", Event), ("status", Status?.ToString().ToLowerInvariant()),
        ("tickers", Tickers is { Count: > 0 } ? string.Join(',', Tickers) : null), ("min_created_ts", MinCreatedTs), ("max_created_ts", MaxCreatedTs),
        ("min_close_ts", MinCloseTs), ("max_close_ts", MaxCloseTs), ("min_settled_ts", MinSettledTs), ("max_settled_ts", MaxSettledTs),
        ("min_updated_ts", MinUpdatedTs), ("mve_filter", Combos switch { true => "only", false => "exclude", null => null }));
}
