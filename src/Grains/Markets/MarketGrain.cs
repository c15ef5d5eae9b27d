using System.Globalization;
using Kalshi.Grains.Events;
using Kalshi.Grains.State;
using Kalshi.Trading;
using Orleans.Placement;

namespace Kalshi.Grains.Markets;

/// <summary>One market: its terms and status from the catalogue, its quote, and the order book that the deltas build.</summary>
// Called most by the silo that reads the stream: there its deltas need no network.
[PreferLocalPlacement]
[ImplicitStreamSubscription(StreamNamespaces.Market)]
public sealed class MarketGrain(
    [PersistentState("market")] IPersistentState<Checkpoint<MarketState>> stored,
    IEventHistory history,
    HotStateOptions options,
    MarketGrainOptions market)
    : HotStateGrain<MarketFold, MarketState>(new(), StreamNamespaces.Market, stored, history, options), IMarketGrain
{
    MarketTicker Ticker => MarketTicker.Parse(this.GetPrimaryKeyString(), "grain key");

    public Task<MarketView> ViewAsync() => Task.FromResult(new MarketView(
        Ticker,
        Fold.Lifecycle?.Status,
        Fold.Contract?.StrikeType,
        Fold.Contract?.Lower,
        Fold.Contract?.Upper,
        Fold.Contract?.CloseTs ?? Fold.Lifecycle?.CloseTs,
        Fold.Contract?.ExpectedExpirationTs ?? Fold.Lifecycle?.ExpectedExpirationTs,
        Fold.Contract?.SettledTs ?? Fold.Lifecycle?.SettlementTs,
        Fold.Contract?.Outcome,
        Quote(),
        StateName(Fold.Book.State),
        Fold.Book.State == BookState.Stale ? Fold.Book.StaleDetail : null,
        Fold.Events,
        Fold.Contract?.PriceLevelStructure,
        FoldedSequence));

    public Task<BookView> BookAsync(int depth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        BookRow[] bids = [], asks = [];
        if (Fold.Book.TryGetLive(out var live))
        {
            bids = Rows(live, depth, isBid: true);
            asks = Rows(live, depth, isBid: false);
        }
        return Task.FromResult(new BookView(
            Ticker,
            StateName(Fold.Book.State),
            Fold.Book.State == BookState.Stale ? Fold.Book.StaleDetail : null,
            Fold.Book.Position?.Sequence,
            Fold.BookTsMs,
            bids,
            asks,
            Fold.Book.ContentHash().ToString("x16", CultureInfo.InvariantCulture)));
    }

    protected override async Task OnAppliedAsync()
    {
        if (Fold.Lifecycle is null && Fold.Contract is null)
            return;

        var universe = GrainFactory.GetGrain<IUniverseGrain>(market.ProductId);
        if (Fold.Contract?.Outcome is { } outcome)
        {
            await universe.DelistAsync(Ticker);
            foreach (var mode in (TradingMode[])[TradingMode.Paper, TradingMode.Live])
                await GrainFactory.GetGrain<IPositionGrain>(mode.Account).SettleAsync(Ticker, outcome, Fold.Contract.SettledTs ?? Fold.Contract.Ts);
        }
        else
        {
            await universe.ListAsync(Ticker, Fold.Contract?.CloseTs ?? Fold.Lifecycle?.CloseTs);
        }
    }

    // The book is the market itself; the venue's ticker is a throttled copy, good for as long as the book is not live.
    QuoteView? Quote()
    {
        if (Fold.Book.TryGetTop(out var top) && Fold.BookTsMs is { } tsMs)
            return new(top.Bid?.Price, top.Ask?.Price, top.Bid?.Size, top.Ask?.Size, tsMs / 1000, tsMs, "book");
        if (Fold.Quote is not { } quote)
            return null;
        var hasBid = quote.YesBidSize is not { IsZero: true };
        var hasAsk = quote.YesAskSize is not { IsZero: true };
        return new(
            hasBid ? quote.YesBid : null, hasAsk ? quote.YesAsk : null, quote.YesBidSize, quote.YesAskSize,
            quote.Ts, quote.TsMs, "ticker");
    }

    static BookRow[] Rows(LiveBook live, int depth, bool isBid)
    {
        var levels = new BookLevel[Math.Min(depth, live.CountBids(isBid ? Side.Yes : Side.No))];
        var count = isBid ? live.CopyBids(Side.Yes, levels) : live.CopyAsks(Side.Yes, levels);
        return [.. levels.Take(count).Select(l => new BookRow(l.Price, l.Size))];
    }

    static string StateName(BookState state) => state switch
    {
        BookState.Live => "live",
        BookState.Stale => "stale",
        _ => "empty",
    };
}
