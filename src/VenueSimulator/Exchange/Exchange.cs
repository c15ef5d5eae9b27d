using System.Globalization;

namespace Kalshi.VenueSimulator;

/// <summary>The prediction market: its markets, their books, and who is told of changes.</summary>
/// <remarks>Everything is guarded by <see cref="Gate"/>: a reply to a command is made under it, so that a snapshot and the
/// changes after it never overlap or leave a hole.</remarks>
sealed class Exchange(SessionClock session, FlowCounts counts)
{
    internal const string IndexId = "BRTI";

    const int TradesKept = 100_000;

    readonly Dictionary<string, Market> _markets = new(StringComparer.Ordinal);
    readonly List<Market> _listing = [];
    readonly List<PublicTrade> _trades = [];
    readonly Dictionary<string, long> _publications = [];
    long _tradeCount;
    readonly HashSet<string> _events = new(StringComparer.Ordinal);

    internal Lock Gate { get; } = new();

    internal SessionClock Session => session;

    internal SinkList<IPublicationSink> Subscribers { get; } = new((sink, cancellationToken) => sink.WaitForRoomAsync(cancellationToken));

    /// <summary>Markets in order of listing. Under the gate.</summary>
    internal IReadOnlyList<Market> Markets => _listing;

    /// <summary>The last public trades, oldest first. Under the gate.</summary>
    internal IReadOnlyList<PublicTrade> Trades => _trades;

    /// <summary>Under the gate.</summary>
    internal Market? Find(string ticker) => _markets.GetValueOrDefault(ticker);

    /// <summary>Starts the session if it waits for its first order book subscription, and tells that closing times are now
    /// certain.</summary>
    internal void StartSession()
    {
        lock (Gate)
        {
            if (!session.TryStart())
                return;
            foreach (var market in _listing)
                Publish(new(Channels.Lifecycle, Channels.Lifecycle, null,
                    () => LifecycleBodies.CloseDateUpdated(market.Terms.Ticker, session.At(market.Terms.Close))));
        }
    }

    internal void Apply(FlowEvent happening)
    {
        lock (Gate)
        {
            switch (happening)
            {
                case BookChanged change: Change(change); break;
                case BookReplaced replacement: Replace(replacement); break;
                case TickerPublished ticker: PublishTicker(ticker); break;
                case ContractTraded trade: PublishTrade(trade); break;
                case MarketCreated created: Create(created); break;
                case MarketStatusChanged change: ChangeStatus(change); break;
                case StrikeSet strike: SetStrike(strike); break;
                case IndexPublished index:
                    Publish(new(Channels.Index, Channels.Index, IndexId,
                        () => MarketDataBodies.Index(IndexId, index.Value, session.Stamp(index.At))));
                    break;
                default:
                    throw new InvalidOperationException($"the exchange has no use for a {happening.GetType().Name}");
            }
            counts.Played(happening);
        }
    }

    /// <summary>Told the channel and how many publications it had, after each. Under the gate.</summary>
    internal Action<string, long>? PublicationCounted { get; set; }

    internal void Publish(Publication publication)
    {
        foreach (var sink in Subscribers.Current)
            sink.Publish(publication);
        var count = _publications[publication.Channel] = _publications.GetValueOrDefault(publication.Channel) + 1;
        PublicationCounted?.Invoke(publication.Channel, count);
    }

    void Change(BookChanged change)
    {
        var market = Listed(change.Ticker);
        var book = market.Book
            ?? throw new InvalidOperationException($"{change.Ticker}: a change came before the book's first state");
        book.Change(change.Side, change.Price, change.Delta);
        Publish(new(Channels.OrderBook, "orderbook_delta", change.Ticker,
            () => MarketDataBodies.Delta(market.Terms, change.Side, change.Price, change.Delta, session.Stamp(change.Stamp))));
    }

    void Replace(BookReplaced replacement)
    {
        var market = Listed(replacement.Ticker);
        market.Book ??= new();
        market.Book.Replace(BookSide.Yes, replacement.Yes);
        market.Book.Replace(BookSide.No, replacement.No);
        Publish(new(Channels.OrderBook, "orderbook_snapshot", replacement.Ticker, () => MarketDataBodies.Snapshot(market)));
    }

    void PublishTicker(TickerPublished ticker)
    {
        var market = Listed(ticker.Ticker);
        market.Summary = ticker.Summary;
        market.SummaryStamp = session.Stamp(ticker.Stamp);
        Publish(new(Channels.Ticker, "ticker", ticker.Ticker,
            () => MarketDataBodies.Ticker(market.Terms, ticker.Summary, market.SummaryStamp.Value)));
    }

    void PublishTrade(ContractTraded trade)
    {
        Listed(trade.Ticker);
        var stamp = session.Stamp(trade.At);
        // Trimmed by halves, so that a long session pays for it rarely.
        if (_trades.Count == TradesKept)
            _trades.RemoveRange(0, TradesKept / 2);
        _trades.Add(new(++_tradeCount, trade, stamp));
        Publish(new(Channels.Trade, "trade", trade.Ticker, () => MarketDataBodies.Trade(trade, stamp)));
    }

    void Create(MarketCreated created)
    {
        var market = new Market(created.Terms, MarketStatus.Initialized);
        if (!_markets.TryAdd(created.Terms.Ticker, market))
            throw new InvalidOperationException($"{created.Terms.Ticker} is listed already");
        _listing.Add(market);
        if (_events.Add(created.Terms.EventTicker))
            Publish(new(Channels.Lifecycle, "event_lifecycle", null, () => LifecycleBodies.EventCreated(created.Terms, session)));
        Publish(new(Channels.Lifecycle, Channels.Lifecycle, null, () => LifecycleBodies.Created(created.Terms, session)));
    }

    void SetStrike(StrikeSet strike)
    {
        var market = Listed(strike.Ticker);
        market.Terms = market.Terms with { Strike = strike.Strike };
        market.Updated = strike.At;
        Publish(new(Channels.Lifecycle, Channels.Lifecycle, null, () => LifecycleBodies.MetadataUpdated(market.Terms)));
    }

    void ChangeStatus(MarketStatusChanged change)
    {
        var market = Listed(change.Ticker);
        if (change.Status <= market.Status)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"{change.Ticker} is {market.Status.Wire()} and cannot become {change.Status.Wire()}"));
        market.Status = change.Status;
        market.Updated = change.At;
        market.Settlement ??= change.Settlement;
        if (change.Status == MarketStatus.Finalized)
            market.Settled = change.At;

        var body = change.Status switch
        {
            MarketStatus.Active => LifecycleBodies.Activated(change.Ticker),
            MarketStatus.Determined => LifecycleBodies.Determined(change.Ticker, Known(market), session.At(change.At)),
            MarketStatus.Finalized => LifecycleBodies.Settled(change.Ticker, session.At(change.At)),
            _ => null,
        };
        if (body is not null)
            Publish(new(Channels.Lifecycle, Channels.Lifecycle, null, () => body));
    }

    Market Listed(string ticker) =>
        Find(ticker) ?? throw new InvalidOperationException($"{ticker} is not listed");

    static Settlement Known(Market market) =>
        market.Settlement ?? throw new InvalidOperationException($"{market.Terms.Ticker} is determined without a settlement");
}

/// <summary>A trade as it was published, with its number from the start of the session.</summary>
sealed record PublicTrade(long Number, ContractTraded Trade, DateTimeOffset Stamp);
