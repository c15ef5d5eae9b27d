using Kalshi.Grains.Events;
using Kalshi.Grains.State;
using Kalshi.Trading;

namespace Kalshi.Grains.Markets;

/// <summary>What the record says about one market: its terms and status from the catalogue, its quote, and the order book that
/// the deltas build.</summary>
public sealed class MarketFold : IFold<MarketState>
{
    internal OrderBook Book { get; private set; } = new();

    internal MarketLifecycle? Lifecycle { get; private set; }

    internal ContractUpdate? Contract { get; private set; }

    internal QuoteUpdate? Quote { get; private set; }

    /// <summary>Venue time of the book's last change, Unix milliseconds.</summary>
    internal long? BookTsMs { get; private set; }

    internal long Events { get; private set; }

    public bool Apply(EventEnvelope envelope)
    {
        Events++;
        switch (envelope.Payload)
        {
            case OrderBookDelta delta:
                var position = new FeedPosition(delta.Session, delta.SubscriptionId, delta.Sequence);
                if (Book.ApplyDelta(delta.Side, delta.Price, delta.Change, position, delta.PreviousSequence) == BookOutcome.Applied)
                    BookTsMs = delta.TsMs ?? delta.Ts * 1000;
                return false;
            case OrderBookSnapshot snapshot:
                var from = new FeedPosition(snapshot.Session, snapshot.SubscriptionId, snapshot.Sequence);
                if (Book.ApplySnapshot(Levels(snapshot.YesBids), Levels(snapshot.NoBids), from) == BookOutcome.Applied)
                    BookTsMs = snapshot.Ts * 1000;
                return false;
            case FeedGap gap:
                // A gap of an older session says nothing about the book that a newer one has built since.
                if (Book.Position is not { } last || last.Session == gap.Session)
                    Book.MarkStale(StaleReason.FeedGap, gap.Reason);
                return false;
            case QuoteUpdate quote:
                if (Quote is null || quote.Ts >= Quote.Ts)
                    Quote = quote;
                return false;
            case MarketLifecycle lifecycle:
                Lifecycle = Merge(Lifecycle, lifecycle);
                return true;
            case ContractUpdate contract:
                Contract = Merge(Contract, contract);
                return true;
            default:
                return false;
        }
    }

    public MarketState Capture() => new()
    {
        Lifecycle = Lifecycle,
        Contract = Contract,
        Quote = Quote,
        Book = Book.ToCheckpoint(),
        BookTsMs = BookTsMs,
        Events = Events,
    };

    public void Restore(MarketState state)
    {
        Lifecycle = state.Lifecycle;
        Contract = state.Contract;
        Quote = state.Quote;
        Book = state.Book is { } book ? OrderBook.Restore(book) : new();
        BookTsMs = state.BookTsMs;
        Events = state.Events;
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
        // Read by a clock that was set back since: what is final counts all the same, or nobody would ever be paid.
        : news.Ts < known.Ts ? known with { Outcome = known.Outcome ?? news.Outcome, SettledTs = known.SettledTs ?? news.SettledTs }
        : news with
        {
            CloseTs = news.CloseTs ?? known.CloseTs,
            ExpectedExpirationTs = news.ExpectedExpirationTs ?? known.ExpectedExpirationTs,
            ExpirationTs = news.ExpirationTs ?? known.ExpirationTs,
            SettledTs = news.SettledTs ?? known.SettledTs,
            Outcome = news.Outcome ?? known.Outcome,
        };

    static BookLevel[] Levels(IReadOnlyList<PriceLevel> levels) => [.. levels.Select(l => new BookLevel(l.Price, l.Size))];
}
