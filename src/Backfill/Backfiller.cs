using Kalshi.Trading;
using Kalshi.Venues;

namespace Kalshi.Backfill;

/// <summary>Fetches trades and candlesticks of a range into PostgreSQL. What is whole already is not fetched again, and an
/// interrupted run goes on at the page where it stopped.</summary>
/// <remarks>Each page is stored together with the place to go on from, in one transaction.</remarks>
public sealed class Backfiller(KalshiRest rest, HistoryStore store, TimeProvider clock)
{
    /// <summary>The venue moves its archive's border while we read: what is younger than the border by less than this is read
    /// on both sides of it.</summary>
    const long BorderSeconds = 2 * 86_400;

    /// <summary>The last seconds may still get trades.</summary>
    const long SettleSeconds = 60;

    /// <summary>Runs until everything is fetched or <paramref name="cancel"/>.</summary>
    /// <exception cref="KalshiRestException">The venue refused, after all attempts; what was fetched is stored.</exception>
    public async Task<BackfillProgress> RunAsync(BackfillRequest request, IProgress<BackfillProgress> progress, CancellationToken cancel)
    {
        request.Validated();
        var range = request.Range with { To = Math.Min(request.Range.To, clock.GetUtcNow().ToUnixTimeSeconds() - SettleSeconds) };
        var state = new BackfillProgress(0, 0, 0, 0, 0, 0, "the catalogue");
        progress.Report(state);
        if (range.To < range.From)
            return state;
        var cutoff = await rest.HistoricalCutoffAsync(cancel);
        var markets = await ListAsync(request, range, cutoff, cancel);

        var pieces = new List<Piece>();
        foreach (var market in markets)
        {
            foreach (var kind in request.Kinds)
                pieces.AddRange(await PiecesAsync(market, kind, cutoff, cancel));
        }
        state = state with { Markets = markets.Count, Pieces = pieces.Count };
        foreach (var piece in pieces)
        {
            progress.Report(state = state with { Doing = $"{piece.Kind} of {piece.Market.Ticker}" });
            state = piece.Kind.Period is { } period
                ? await CandlesticksAsync(piece, period, state, cancel)
                : await TradesAsync(piece, state, page => progress.Report(page), cancel);
            progress.Report(state = state with { Done = state.Done + 1 });
        }
        return state;
    }

    /// <summary>The markets that traded within the range, from the live catalogue and the archive's.</summary>
    async Task<IReadOnlyList<MarketSpan>> ListAsync(BackfillRequest request, Span range, HistoricalCutoff cutoff, CancellationToken cancel)
    {
        var found = new SortedDictionary<string, CatalogueMarket>(StringComparer.Ordinal);
        foreach (var series in request.Series)
        {
            Add(await rest.MarketsAsync(new MarketQuery(Series: series, MinCloseTs: range.From), cancel));
            if (range.From < cutoff.MarketSettledTs + BorderSeconds)
                Add(await rest.HistoricalMarketsAsync(new MarketQuery(Series: series), cancel));
        }
        foreach (var ticker in request.Markets)
            found[ticker.Value] = await SingleAsync(ticker, cancel);

        var wanted = found.Values
            .Where(m => m.CloseTs is not null)
            .Select(m => (Market: m, Traded: new Span(m.OpenTs ?? range.From, m.CloseTs!.Value).Within(range)))
            .Where(m => m.Traded is not null).ToList();
        await store.SaveMarketsAsync([.. wanted.Select(m => m.Market)], cancel);
        return [.. wanted.Select(m => new MarketSpan(m.Market.Ticker.Value, m.Market.SettlementTs, m.Traded!.Value))];

        void Add(Listing<CatalogueMarket> listing)
        {
            foreach (var market in listing.Items)
                found[market.Ticker.Value] = market;
        }
    }

    async Task<CatalogueMarket> SingleAsync(MarketTicker ticker, CancellationToken cancel)
    {
        try
        {
            return await rest.MarketAsync(ticker, cancel);
        }
        catch (KalshiRestException e) when (e.Status == System.Net.HttpStatusCode.NotFound)
        {
            return await rest.HistoricalMarketAsync(ticker, cancel);
        }
    }

    async Task<IReadOnlyList<Piece>> PiecesAsync(MarketSpan market, HistoryKind kind, HistoricalCutoff cutoff, CancellationToken cancel)
    {
        var pieces = new List<Piece>();
        var spans = await store.SpansAsync(market.Ticker, kind, cancel);
        foreach (var archived in new[] { true, false })
        {
            var source = archived ? Source.Historical : Source.Live;
            if (Served(market, kind, cutoff, archived) is not { } served)
                continue;
            var open = spans.Where(s => s.Source == source && s.Cursor is not null && s.Span.Within(market.Range) is not null).ToList();
            pieces.AddRange(open.Select(s => new Piece(market, kind, s.Span, source, s.Cursor!, s.Rows, s.Rejected)));
            var known = spans.Where(s => s.Source == source && (s.IsWhole || s.Cursor is not null)).Select(s => s.Span);
            foreach (var missing in served.Without(known).SelectMany(s => s.ByDay()))
                pieces.Add(new(market, kind, missing, source, "", 0, 0));
        }
        return pieces;
    }

    /// <summary>Which part of a market's time this side of the archive's border serves; null for none of it.</summary>
    static Span? Served(MarketSpan market, HistoryKind kind, HistoricalCutoff cutoff, bool archived)
    {
        if (kind.Period is not null)
        {
            var isArchived = market.SettlementTs is { } settled && settled < cutoff.MarketSettledTs;
            return isArchived == archived ? market.Range : null;
        }
        var side = archived
            ? new Span(long.MinValue / 2, cutoff.TradesCreatedTs + BorderSeconds)
            : new Span(cutoff.TradesCreatedTs, long.MaxValue / 2);
        return market.Range.Within(side);
    }

    async Task<BackfillProgress> TradesAsync(Piece piece, BackfillProgress state, Action<BackfillProgress> report, CancellationToken cancel)
    {
        var ticker = MarketTicker.Parse(piece.Market.Ticker, "ticker");
        var (cursor, rows, rejected) = (piece.Cursor, piece.Rows, piece.Rejected);
        while (true)
        {
            var page = piece.Source == Source.Historical
                ? await rest.HistoricalTradesPageAsync(ticker, piece.Span.From, piece.Span.To, cursor, cancel)
                : await rest.TradesPageAsync(ticker, piece.Span.From, piece.Span.To, cursor, cancel);
            rows += page.Items.Count;
            rejected += page.Rejected.Count;
            await store.SaveAsync(page.Items, new StoredSpan(piece.Market.Ticker, piece.Kind, piece.Span, piece.Source, page.IsLast ? null : page.Next, rows, rejected), cancel);
            state = state with { Trades = state.Trades + page.Items.Count, Rejected = state.Rejected + page.Rejected.Count };
            report(state);
            if (page.IsLast)
                return state;
            cursor = page.Next;
        }
    }

    async Task<BackfillProgress> CandlesticksAsync(Piece piece, CandlestickPeriod period, BackfillProgress state, CancellationToken cancel)
    {
        var ticker = MarketTicker.Parse(piece.Market.Ticker, "ticker");
        // The last period of a market ends after its last second.
        var last = (piece.Span.To + (long)period * 60 - 1) / ((long)period * 60) * ((long)period * 60);
        var listing = piece.Source == Source.Historical
            ? await rest.HistoricalCandlesticksAsync(ticker, period, piece.Span.From, last, cancel)
            : await rest.CandlesticksAsync(ticker, period, piece.Span.From, last, cancel);
        // A period that has not ended yet is fetched by a later run.
        var ended = listing.Items.Where(c => c.EndTs <= clock.GetUtcNow().ToUnixTimeSeconds()).ToList();
        await store.SaveAsync(ended, new StoredSpan(piece.Market.Ticker, piece.Kind, piece.Span, piece.Source, null, ended.Count, listing.Rejected.Count), cancel);
        return state with { Candlesticks = state.Candlesticks + ended.Count, Rejected = state.Rejected + listing.Rejected.Count };
    }

    /// <summary>A day of a market, or less.</summary>
    /// <param name="Cursor">Where an earlier run stopped; empty to begin.</param>
    sealed record Piece(MarketSpan Market, HistoryKind Kind, Span Span, Source Source, string Cursor, long Rows, long Rejected);
}
