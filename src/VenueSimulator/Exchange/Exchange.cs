using System.Globalization;

namespace Kalshi.VenueSimulator;

/// <summary>The prediction market: its markets, their books, and who is told of changes.</summary>
/// <remarks>Everything is guarded by <see cref="Gate"/>: a reply to a command is made under it, so that a snapshot and the
/// changes after it never overlap or leave a hole.</remarks>
sealed class Exchange
{
    internal const string IndexId = "BRTI";

    const int TradesKept = 100_000;

    readonly SessionClock _session;
    readonly FlowCounts _counts;
    readonly Dictionary<string, Market> _markets = new(StringComparer.Ordinal);
    readonly List<Market> _listing = [];
    readonly List<PublicTrade> _trades = [];
    readonly Dictionary<string, long> _publications = [];
    readonly HashSet<string> _events = new(StringComparer.Ordinal);
    long _tradeCount;

    /// <param name="random">Ids of orders and fills.</param>
    /// <param name="startingBalance">Dollars of every key's account at its first use.</param>
    /// <param name="feePrecision">To what balances are rounded, dollars.</param>
    internal Exchange(SessionClock session, FlowCounts counts, Random random, decimal startingBalance, decimal feePrecision)
    {
        _session = session;
        _counts = counts;
        Accounts = new(this, startingBalance);
        Engine = new(this, Accounts, random, feePrecision);
    }

    internal Lock Gate { get; } = new();

    internal Accounts Accounts { get; }

    internal MatchingEngine Engine { get; }

    internal SessionClock Session => _session;

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
            if (!_session.TryStart())
                return;
            foreach (var market in _listing)
                Publish(new(Channels.Lifecycle, Channels.Lifecycle, null,
                    () => LifecycleBodies.CloseDateUpdated(market.Terms.Ticker, _session.At(market.Terms.Close))));
        }
    }

    internal void Apply(FlowEvent happening)
    {
        lock (Gate)
        {
            Engine.ExpireDue();
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
                        () => MarketDataBodies.Index(IndexId, index.Value, _session.Stamp(index.At))));
                    break;
                default:
                    throw new InvalidOperationException($"the exchange has no use for a {happening.GetType().Name}");
            }
            _counts.Played(happening);
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
        if (market.Clients is { } clients)
        {
            clients.ChangeFlow(change.Side, change.Price, change.Delta);
            Engine.MeetFlow(market, change.Side, change.Price);
            Show(market, change.Side, change.Price);
            return;
        }
        book.Change(change.Side, change.Price, change.Delta);
        Quote(market, _session.Stamp(change.Stamp));
        Publish(new(Channels.OrderBook, "orderbook_delta", change.Ticker,
            () => MarketDataBodies.Delta(market.Terms, change.Side, change.Price, change.Delta, _session.Stamp(change.Stamp)))
        {
            RenderInYes = () => MarketDataBodies.Delta(
                market.Terms, change.Side, change.Price, change.Delta, _session.Stamp(change.Stamp), yesPrices: true),
        });
    }

    void Replace(BookReplaced replacement)
    {
        var market = Listed(replacement.Ticker);
        market.Book ??= new();
        market.Book.Replace(BookSide.Yes, replacement.Yes);
        market.Book.Replace(BookSide.No, replacement.No);
        if (market.Clients is { } clients)
        {
            clients.ReplaceFlow(replacement.Yes, replacement.No);
            foreach (var order in clients.Resting)
                market.Book.Change(order.Request.Side, order.Request.Price, order.Remaining);
        }
        Quote(market, _session.Stamp(replacement.At));
        Publish(new(Channels.OrderBook, "orderbook_snapshot", replacement.Ticker, () => MarketDataBodies.Snapshot(market))
        {
            RenderInYes = () => MarketDataBodies.Snapshot(market, yesPrices: true),
        });
        if (market.Clients is not null)
            MeetNewState(market, replacement);
    }

    /// <summary>A new state of the flow may meet resting orders: after the snapshot, so that readers can apply the changes.</summary>
    void MeetNewState(Market market, BookReplaced replacement)
    {
        foreach (var (side, level) in replacement.Yes.Select(l => (BookSide.Yes, l)).Concat(replacement.No.Select(l => (BookSide.No, l))))
        {
            Engine.MeetFlow(market, side, level.Price);
            Show(market, side, level.Price);
        }
    }

    /// <summary>Brings a level of the public book to what flow and clients make of it, and tells of the change.</summary>
    /// <param name="cause">The client's order behind it: its owner is told its client order id.</param>
    internal void Show(Market market, BookSide side, Dollars price, Order? cause = null)
    {
        var delta = market.Clients!.VisibleAt(side, price) - market.Book!.SizeAt(side, price);
        if (delta == Contracts.Zero)
            return;
        market.Book.Change(side, price, delta);
        var now = _session.Now;
        Quote(market, now);
        Publish(new(Channels.OrderBook, "orderbook_delta", market.Terms.Ticker, () => MarketDataBodies.Delta(market.Terms, side, price, delta, now))
        {
            RenderInYes = () => MarketDataBodies.Delta(market.Terms, side, price, delta, now, yesPrices: true),
            Owned = cause is null
                ? null
                : new(cause.KeyId,
                    MarketDataBodies.Delta(market.Terms, side, price, delta, now, cause.Request.ClientOrderId),
                    MarketDataBodies.Delta(market.Terms, side, price, delta, now, cause.Request.ClientOrderId, yesPrices: true)),
        });
    }

    void PublishTicker(TickerPublished ticker)
    {
        var market = Listed(ticker.Ticker);
        market.Summary = ticker.Summary;
        market.SummaryStamp = _session.Stamp(ticker.Stamp);
        market.Candles.Ticker(market.SummaryStamp.Value, ticker.Summary);
        Publish(new(Channels.Ticker, "ticker", ticker.Ticker,
            () => MarketDataBodies.Ticker(market.Terms, ticker.Summary, market.SummaryStamp.Value)));
    }

    void PublishTrade(ContractTraded trade)
    {
        var market = Listed(trade.Ticker);
        if (market.Clients is not null)
            Engine.MeetTrade(market, trade);
        var stamp = _session.Stamp(trade.At);
        market.Candles.FlowTrade(stamp, trade.YesPrice, trade.Count);
        Print(trade, stamp);
    }

    /// <summary>Tells the public of a trade in which a client took.</summary>
    internal void PrintTaking(ContractTraded trade, DateTimeOffset stamp)
    {
        Listed(trade.Ticker).Candles.Trade(stamp, trade.YesPrice, trade.Count);
        Print(trade, stamp);
    }

    static void Quote(Market market, DateTimeOffset time)
    {
        var (bid, _, ask, _) = market.TopOfBook();
        market.Candles.Quote(time, bid, ask);
    }

    void Print(ContractTraded trade, DateTimeOffset stamp)
    {
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
            Publish(new(Channels.Lifecycle, "event_lifecycle", null, () => LifecycleBodies.EventCreated(created.Terms, _session)));
        Publish(new(Channels.Lifecycle, Channels.Lifecycle, null, () => LifecycleBodies.Created(created.Terms, _session)));
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
        if (change.Status == MarketStatus.Closed && market.Clients is { } clients)
            Engine.CancelAll(clients.Resting);
        if (change.Status == MarketStatus.Finalized)
        {
            market.Settled = change.At;
            Accounts.Settle(market);
        }

        var body = change.Status switch
        {
            MarketStatus.Active => LifecycleBodies.Activated(change.Ticker),
            MarketStatus.Determined => LifecycleBodies.Determined(change.Ticker, Known(market), _session.At(change.At)),
            MarketStatus.Finalized => LifecycleBodies.Settled(change.Ticker, _session.At(change.At)),
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
