using System.Globalization;

namespace Kalshi.VenueSimulator;

/// <summary>A session made from a seed: a bitcoin price, an hourly ladder, quarter-hour windows, their makers and takers.</summary>
/// <remarks>The same seed and start give the same happenings, whatever is asked of the venue meanwhile. It has no end, and
/// can be enumerated once.</remarks>
sealed class GeneratedFlow : IVenueFlow
{
    const double StartPrice = 95_000;
    const int LadderRungs = 20;
    const decimal RungWidth = 250m;
    const double TradesPerStep = 0.05;

    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    static readonly TimeSpan ListedBeforeOpen = TimeSpan.FromMinutes(10);
    static readonly TimeSpan DeterminedAfter = TimeSpan.FromSeconds(15);
    static readonly TimeSpan SettlementTimer = TimeSpan.FromSeconds(60);

    readonly DateTimeOffset _start;
    readonly double _activity;
    readonly Random _random;
    readonly Agenda _agenda = new();
    readonly SpotPath _spot;
    readonly IndexWindow _index = new();
    readonly List<FlowEvent> _happened = [];
    long _tradeId = 1_000_000_000;
    TimeSpan _spotMovedAt;

    internal GeneratedFlow(int seed, DateTimeOffset start, double activity = 1)
    {
        _start = start;
        _activity = activity;
        _random = new(seed);
        _spot = new(_random, StartPrice * Math.Exp(0.02 * _random.NextGaussian()));
        Opening = Open();
    }

    public TimeSpan SubSecond => TimeSpan.Zero;

    public IEnumerable<FlowEvent> Opening { get; }

    public IEnumerable<FlowEvent> Data
    {
        get
        {
            while (_agenda.DoNext())
            {
                // Copied, since whoever enumerates slowly must not see what happens next in the same list.
                FlowEvent[] happened = [.. _happened];
                _happened.Clear();
                foreach (var happening in happened)
                    yield return happening;
            }
        }
    }

    public IEnumerable<FlowEvent> Lifecycle => [];

    List<FlowEvent> Open()
    {
        _index.Add(_spot.Quote, _start);
        PublishSpot(TimeSpan.Zero);
        _agenda.Schedule(NextSpotTick(TimeSpan.Zero), TickSpot);
        // Before whatever else happens on a second: a market that closes on it settles with its value.
        _agenda.Repeat(Second, Second, PublishIndex);
        RollOver(Quarter, ListQuarter);
        RollOver(Hour, ListLadder);
        List<FlowEvent> opening = [.. _happened];
        _happened.Clear();
        return opening;
    }

    /// <summary>Lists the window that runs now, and each later one some minutes before it opens.</summary>
    void RollOver(TimeSpan length, Action<TimeSpan, TimeSpan> list)
    {
        var intoWindow = TimeSpan.FromTicks(_start.Ticks % length.Ticks);
        var next = length - intoWindow;
        list(TimeSpan.Zero, -intoWindow);
        ScheduleListing(next);

        void ScheduleListing(TimeSpan open)
        {
            var at = open - ListedBeforeOpen;
            if (at < TimeSpan.Zero)
                at = TimeSpan.Zero;
            _agenda.Schedule(at, listed =>
            {
                list(listed, open);
                ScheduleListing(open + length);
            });
        }
    }

    void ListQuarter(TimeSpan at, TimeSpan open)
    {
        var close = _start + open + Quarter;
        // The strike is what the window before settles on, which is known when this one opens.
        List(at, Terms(MarketNames.Quarter(close), MarketNames.QuarterEvent(close), Series.FifteenMinutes, "greater_or_equal",
            null, at, open, open + Quarter, PriceGrid.TaperedDeciCent));
    }

    void ListLadder(TimeSpan at, TimeSpan open)
    {
        var close = _start + open + Hour;
        var lowest = (Math.Round(_spot.Quote / RungWidth) - LadderRungs / 2 + 1) * RungWidth - 0.01m;
        for (var i = 0; i < LadderRungs; i++)
        {
            var strike = lowest + i * RungWidth;
            List(at, Terms(MarketNames.Hourly(close, strike), MarketNames.HourlyEvent(close), Series.HourlyLadder, "greater",
                strike, at, open, open + Hour, PriceGrid.LinearCent));
        }
    }

    MarketTerms Terms(
        string ticker, string eventTicker, string series, string strikeType, decimal? strike,
        TimeSpan created, TimeSpan open, TimeSpan close, PriceGrid grid) => new(
        ticker, eventTicker, series, _random.NextGuid(), strikeType, strike, created < open ? created : open - ListedBeforeOpen,
        open, close, SettlementTimer, grid);

    void List(TimeSpan at, MarketTerms terms)
    {
        _happened.Add(new MarketCreated(at, terms));
        _happened.Add(new BookReplaced(at, terms.Ticker, [], []));
        var market = new GeneratedMarket(terms, _random);
        if (terms.Open <= at)
            Activate(market, at);
        else
            _agenda.Schedule(terms.Open, opened => Activate(market, opened));
    }

    void Activate(GeneratedMarket market, TimeSpan at)
    {
        if (market.Terms.Strike is null)
        {
            market.Terms = market.Terms with { Strike = _index.Average };
            _happened.Add(new StrikeSet(at, market.Terms.Ticker, _index.Average));
        }
        _happened.Add(new MarketStatusChanged(at, market.Terms.Ticker, MarketStatus.Active));
        market.Trading = true;
        market.Step(_spot.Price, at);
        _happened.Add(new BookReplaced(at, market.Terms.Ticker, market.Book.Levels(BookSide.Yes), market.Book.Levels(BookSide.No)));
        _agenda.Schedule(at + _random.NextWait(market.Activity * _activity), later => StepMarket(market, later));
        // Tickers are throttled to one a second, each market at its own phase.
        _agenda.Schedule(at + Second * _random.NextDouble(), later => PublishTicker(market, later));
        _agenda.Schedule(market.Terms.Close, closed => Close(market, closed));
    }

    void StepMarket(GeneratedMarket market, TimeSpan at)
    {
        if (!market.Trading)
            return;
        if (_random.NextDouble() < TradesPerStep)
            Trade(market, _random.Next(2) == 0 ? BookSide.Yes : BookSide.No, at);
        else
            Change(market, market.Step(_spot.Price, at), at);
        _agenda.Schedule(at + _random.NextWait(market.Activity * _activity), later => StepMarket(market, later));
    }

    void Trade(GeneratedMarket market, BookSide taker, TimeSpan at)
    {
        if (market.Trade(taker) is not { } trade)
            return;
        _happened.Add(new ContractTraded(at, market.Terms.Ticker, _random.NextGuid(), trade.YesPrice, trade.Count, taker));
        Change(market, [trade.Change], at);
    }

    void Change(GeneratedMarket market, IReadOnlyList<LevelChange> changes, TimeSpan at) =>
        _happened.AddRange(changes.Select(c => new BookChanged(at, market.Terms.Ticker, c.Side, c.Price, c.Delta, at)));

    void PublishTicker(GeneratedMarket market, TimeSpan at)
    {
        if (!market.Trading)
            return;
        if (market.Dirty)
            _happened.Add(new TickerPublished(at, market.Terms.Ticker, market.Summary, at));
        market.Dirty = false;
        _agenda.Schedule(at + Second, later => PublishTicker(market, later));
    }

    void Close(GeneratedMarket market, TimeSpan at)
    {
        var ticker = market.Terms.Ticker;
        var value = _index.Average;
        market.Trading = false;
        _happened.Add(new MarketStatusChanged(at, ticker, MarketStatus.Closed));
        _happened.Add(new BookReplaced(at, ticker, [], []));
        var settlement = new Settlement(market.Terms.SettlesYes(value), value);
        _agenda.Schedule(at + DeterminedAfter, later =>
            _happened.Add(new MarketStatusChanged(later, ticker, MarketStatus.Determined, settlement)));
        _agenda.Schedule(at + DeterminedAfter + SettlementTimer, later =>
            _happened.Add(new MarketStatusChanged(later, ticker, MarketStatus.Finalized)));
    }

    TimeSpan NextSpotTick(TimeSpan at) => at + TimeSpan.FromMilliseconds(_random.Next(300, 1_000) / _activity);

    void TickSpot(TimeSpan at)
    {
        PublishSpot(at);
        _agenda.Schedule(NextSpotTick(at), TickSpot);
    }

    void PublishSpot(TimeSpan at)
    {
        _spot.Move(at - _spotMovedAt);
        _spotMovedAt = at;
        _happened.Add(new SpotTraded(at, at, _spot.Quote.ToString("F2", CultureInfo.InvariantCulture), _tradeId++));
    }

    void PublishIndex(TimeSpan at) => _happened.Add(new IndexPublished(at, _index.Add(_spot.Quote, _start + at)));
}
