using System.Globalization;
using Kalshi.Grains.Events;
using Kalshi.Grains.State;
using Kalshi.Trading;

namespace Kalshi.Grains.Markets;

/// <summary>One market: its terms and status from the catalogue, its quote, and the order book that the deltas build.</summary>
[ImplicitStreamSubscription(StreamNamespaces.Market)]
public sealed class MarketGrain(
    [PersistentState("market")] IPersistentState<Checkpoint<MarketState>> stored,
    IEventHistory history,
    HotStateOptions options,
    MarketGrainOptions market)
    : HotStateGrain<MarketState>(StreamNamespaces.Market, stored, history, options), IMarketGrain
{
    OrderBook _book = new();
    MarketLifecycle? _lifecycle;
    ContractUpdate? _contract;
    QuoteUpdate? _quote;
    long? _bookTsMs;
    long _events;

    MarketTicker Ticker => MarketTicker.Parse(this.GetPrimaryKeyString(), "grain key");

    public Task<MarketView> ViewAsync() => Task.FromResult(new MarketView(
        Ticker,
        _lifecycle?.Status,
        _contract?.StrikeType,
        _contract?.Lower,
        _contract?.Upper,
        _contract?.CloseTs ?? _lifecycle?.CloseTs,
        _contract?.ExpectedExpirationTs ?? _lifecycle?.ExpectedExpirationTs,
        _contract?.SettledTs ?? _lifecycle?.SettlementTs,
        _contract?.Outcome,
        Quote(),
        StateName(_book.State),
        _book.State == BookState.Stale ? _book.StaleDetail : null,
        _events,
        _contract?.PriceLevelStructure));

    public Task<BookView> BookAsync(int depth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        BookRow[] bids = [], asks = [];
        if (_book.TryGetLive(out var live))
        {
            bids = Rows(live, depth, isBid: true);
            asks = Rows(live, depth, isBid: false);
        }
        return Task.FromResult(new BookView(
            Ticker,
            StateName(_book.State),
            _book.State == BookState.Stale ? _book.StaleDetail : null,
            _book.Position?.Sequence,
            _bookTsMs,
            bids,
            asks,
            _book.ContentHash().ToString("x16", CultureInfo.InvariantCulture)));
    }

    protected override bool Apply(EventEnvelope envelope)
    {
        _events++;
        switch (envelope.Payload)
        {
            case OrderBookDelta delta:
                var position = new FeedPosition(delta.Session, delta.SubscriptionId, delta.Sequence);
                if (_book.ApplyDelta(delta.Side, delta.Price, delta.Change, position, delta.PreviousSequence) == BookOutcome.Applied)
                    _bookTsMs = delta.TsMs ?? delta.Ts * 1000;
                return false;
            case OrderBookSnapshot snapshot:
                var from = new FeedPosition(snapshot.Session, snapshot.SubscriptionId, snapshot.Sequence);
                if (_book.ApplySnapshot(Levels(snapshot.YesBids), Levels(snapshot.NoBids), from) == BookOutcome.Applied)
                    _bookTsMs = snapshot.Ts * 1000;
                return false;
            case FeedGap gap:
                // A gap of an older session says nothing about the book that a newer one has built since.
                if (_book.Position is not { } last || last.Session == gap.Session)
                    _book.MarkStale(StaleReason.FeedGap, gap.Reason);
                return false;
            case QuoteUpdate quote:
                if (_quote is null || quote.Ts >= _quote.Ts)
                    _quote = quote;
                return false;
            case MarketLifecycle lifecycle:
                _lifecycle = Merge(_lifecycle, lifecycle);
                return true;
            case ContractUpdate contract:
                _contract = Merge(_contract, contract);
                return true;
            default:
                return false;
        }
    }

    protected override async Task OnAppliedAsync()
    {
        if (_lifecycle is null && _contract is null)
            return;

        var universe = GrainFactory.GetGrain<IUniverseGrain>(market.ProductId);
        if (_contract?.Outcome is { } outcome)
        {
            await universe.DelistAsync(Ticker);
            foreach (var mode in (TradingMode[])[TradingMode.Paper, TradingMode.Live])
                await GrainFactory.GetGrain<IPositionGrain>(mode.Account).SettleAsync(Ticker, outcome, _contract.SettledTs ?? _contract.Ts);
        }
        else
        {
            await universe.ListAsync(Ticker, _contract?.CloseTs ?? _lifecycle?.CloseTs);
        }
    }

    protected override MarketState Capture() => new()
    {
        Lifecycle = _lifecycle,
        Contract = _contract,
        Quote = _quote,
        Book = _book.ToCheckpoint(),
        BookTsMs = _bookTsMs,
        Events = _events,
    };

    protected override void Restore(MarketState state)
    {
        _lifecycle = state.Lifecycle;
        _contract = state.Contract;
        _quote = state.Quote;
        _book = state.Book is { } book ? OrderBook.Restore(book) : new();
        _bookTsMs = state.BookTsMs;
        _events = state.Events;
    }

    // The book is the market itself; the venue's ticker is a throttled copy, good for as long as the book is not live.
    QuoteView? Quote()
    {
        if (_book.TryGetTop(out var top) && _bookTsMs is { } tsMs)
            return new(top.Bid?.Price, top.Ask?.Price, top.Bid?.Size, top.Ask?.Size, tsMs / 1000, tsMs, "book");
        if (_quote is not { } quote)
            return null;
        var hasBid = quote.YesBidSize is not { IsZero: true };
        var hasAsk = quote.YesAskSize is not { IsZero: true };
        return new(
            hasBid ? quote.YesBid : null, hasAsk ? quote.YesAsk : null, quote.YesBidSize, quote.YesAskSize,
            quote.Ts, quote.TsMs, "ticker");
    }

    // Later news wins; a missing time does not erase a known one, bounds and type do: strategy.md, state rules.
    static MarketLifecycle Merge(MarketLifecycle? known, MarketLifecycle news) =>
        known is null ? news
        : news.Ts < known.Ts ? known
        : news with
        {
            CloseTs = news.CloseTs ?? known.CloseTs,
            ExpectedExpirationTs = news.ExpectedExpirationTs ?? known.ExpectedExpirationTs,
            ExpirationTs = news.ExpirationTs ?? known.ExpirationTs,
            SettlementTs = news.SettlementTs ?? known.SettlementTs,
        };

    static ContractUpdate Merge(ContractUpdate? known, ContractUpdate news) =>
        known is null ? news
        : news.Ts < known.Ts ? known
        : news with
        {
            CloseTs = news.CloseTs ?? known.CloseTs,
            ExpectedExpirationTs = news.ExpectedExpirationTs ?? known.ExpectedExpirationTs,
            ExpirationTs = news.ExpirationTs ?? known.ExpirationTs,
            SettledTs = news.SettledTs ?? known.SettledTs,
            Outcome = news.Outcome ?? known.Outcome,
        };

    static BookLevel[] Levels(IReadOnlyList<PriceLevel> levels) => [.. levels.Select(l => new BookLevel(l.Price, l.Size))];

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
