using System.Globalization;
using Kalshi.Grains.Events;
using Kalshi.Simulation.Faults;
using Kalshi.Simulation.Scenarios;
using Kalshi.Trading;

namespace Kalshi.Simulation.Venue;

/// <summary>The venues' connections of one process: gives frames their session and sequence, loses and repeats some, notices gaps
/// and asks for snapshots, as the real feed does.</summary>
sealed class LifeFeed(SimulatedVenue venue, Weather weather, Life life, Action<DomainEvent, string> publish)
{
    const long BookSubscription = 2;
    const string Kalshi = "kalshi.ws", Coinbase = "coinbase.ws";

    readonly Dictionary<MarketTicker, long> _last = [];
    readonly HashSet<MarketTicker> _fresh = [];
    int _sessions;
    string? _session;
    long _sequence;
    bool _mustResync;

    /// <summary>Takes the frames of one step.</summary>
    internal void Take(List<VenueFrame> frames)
    {
        if (weather.IsOut(Part.Feed, life.Now) && life.Rates != FaultRates.None)
        {
            Disconnect();
            return;
        }
        _fresh.Clear();
        if (_session is null)
            Connect();
        else if (_mustResync)
            Resync();
        foreach (var market in venue.Open.Where(m => !_last.ContainsKey(m.Ticker)))
            Snapshot(market);
        foreach (var frame in frames)
        {
            if (EventOf(frame) is not { } payload)
                continue;
            if (life.Draws(life.Rates.LostFrame))
            {
                Lose(payload);
                continue;
            }
            Publish(payload);
            if (life.Draws(life.Rates.DuplicateFrame))
                Publish(payload);
        }
    }

    void Connect()
    {
        _session = string.Create(CultureInfo.InvariantCulture, $"{life.Number}.{++_sessions}");
        _sequence = 0;
        Resync();
    }

    void Disconnect()
    {
        if (_session is null)
            return;
        Gap("the connection was closed", null, null);
        _session = null;
        _last.Clear();
    }

    void Resync()
    {
        _mustResync = false;
        foreach (var market in venue.Open)
            Snapshot(market);
    }

    void Lose(DomainEvent payload)
    {
        // Either the feed sees the hole in the sequence, or the frame is lost behind it and only the book can tell.
        if (payload is OrderBookDelta delta && life.Next(2) == 0)
            Gap("a sequence is missing", delta.Sequence, delta.Sequence + 1);
        _mustResync = life.Next(4) != 0 || _mustResync;
    }

    void Gap(string reason, long? expected, long? received)
    {
        foreach (var ticker in _last.Keys.OrderBy(t => t.Value, StringComparer.Ordinal))
            publish(new FeedGap(ticker, Seconds, _session!, expected, received, reason), Kalshi);
    }

    void Snapshot(VenueMarket market)
    {
        _fresh.Add(market.Ticker);
        _last[market.Ticker] = ++_sequence;
        Publish(new OrderBookSnapshot(market.Ticker, Seconds, _session!, BookSubscription, _sequence, Levels(market.YesBids), Levels(market.NoBids)));
    }

    DomainEvent? EventOf(VenueFrame frame) => frame switch
    {
        SpotFrame f => new SpotTick(Scenario.Product, f.TsMs / 1000, f.Price, null, null, null, null, f.Number, f.TsMs),
        DeltaFrame f => Delta(f),
        TickerFrame f => Quote(f),
        _ => null,
    };

    OrderBookDelta? Delta(DeltaFrame frame)
    {
        // A snapshot of this step has the change in it.
        if (_fresh.Contains(frame.Market.Ticker) || !_last.TryGetValue(frame.Market.Ticker, out var previous))
            return null;
        var sequence = _last[frame.Market.Ticker] = ++_sequence;
        return new(
            frame.Market.Ticker, frame.TsMs / 1000, _session!, BookSubscription, sequence, previous, frame.Side,
            Price.FromSteps(frame.PriceSteps), Quantity.FromSteps(frame.Change), frame.TsMs);
    }

    static QuoteUpdate Quote(TickerFrame frame)
    {
        var market = frame.Market;
        var bid = market.YesBids.Count > 0 ? market.YesBids.Last() : default;
        var ask = market.NoBids.Count > 0 ? market.NoBids.Last() : default;
        return new(
            market.Ticker, frame.TsMs / 1000, Price.FromSteps(bid.Key), Price.FromSteps(Price.Scale - ask.Key),
            Quantity.FromSteps(bid.Value), Quantity.FromSteps(ask.Value), null, null, null, null, frame.TsMs);
    }

    void Publish(DomainEvent payload) => publish(payload, payload is SpotTick ? Coinbase : Kalshi);

    long Seconds => life.Now.ToUnixTimeSeconds();

    static PriceLevel[] Levels(SortedDictionary<long, long> bids) =>
        [.. bids.Select(b => new PriceLevel(Price.FromSteps(b.Key), Quantity.FromSteps(b.Value)))];
}
