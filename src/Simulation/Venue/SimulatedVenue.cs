using System.Globalization;
using Kalshi.Simulation.Scenarios;
using Kalshi.Trading;

namespace Kalshi.Simulation.Venue;

/// <summary>The exchange and the spot market, step by step: a random walk, markets that open, quote, close and settle. It goes on
/// whether anybody listens or not.</summary>
sealed class SimulatedVenue(Scenario scenario)
{
    const int MostStepsToSettle = 12;
    const double YearSeconds = 365 * 86_400.0, Volatility = 0.6;
    const long LevelSize = 100 * Quantity.Scale;

    readonly Random _random = SeededRandom.For(scenario.Seed, SeededRandom.Purpose.Venue);
    readonly List<VenueMarket> _markets = [];
    double _price = 80_000;
    long _ticks;
    int _step;

    /// <summary>Every market so far, oldest first.</summary>
    internal IReadOnlyList<VenueMarket> Markets => _markets;

    internal IEnumerable<VenueMarket> Open => _markets.Where(m => !m.IsClosed);

    internal DateTimeOffset NextStep => scenario.Start + scenario.Pace * _step;

    /// <summary>Steps taken.</summary>
    internal int Steps => _step;

    /// <summary>One step; its frames are for whoever is connected.</summary>
    internal List<VenueFrame> Step()
    {
        var now = NextStep;
        var frames = new List<VenueFrame>();
        var ts = now.ToUnixTimeSeconds();
        MoveSpot(now, frames);
        if (_step % scenario.MarketEverySteps == 0 && _step + scenario.MarketLifeSteps < scenario.Steps)
            OpenMarket(now);
        foreach (var market in _markets)
        {
            if (!market.IsClosed && ts >= market.CloseTs)
                Close(market);
            else if (!market.IsClosed)
                Requote(market, now, frames);
            else if (market.Outcome is null && (_random.Next(4) == 0 || now >= LatestSettlement(market)))
                Settle(market, ts);
        }
        _step++;
        return frames;
    }

    void MoveSpot(DateTimeOffset now, List<VenueFrame> frames)
    {
        _price *= 1 + Volatility * Math.Sqrt(scenario.Pace.TotalSeconds / YearSeconds) * Normal();
        var tsMs = now.ToUnixTimeMilliseconds();
        // Now and then a trade is reported late.
        if (_random.Next(40) == 0)
            tsMs -= 2 * (long)scenario.Pace.TotalMilliseconds;
        var cents = (long)Math.Round(_price * 100);
        frames.Add(new SpotFrame(SpotPrice.FromSteps(cents * (SpotPrice.Scale / 100)), tsMs, ++_ticks));
    }

    void OpenMarket(DateTimeOffset now)
    {
        var close = now + scenario.Pace * scenario.MarketLifeSteps;
        var ticker = string.Create(CultureInfo.InvariantCulture, $"{scenario.Series}-S{scenario.Seed}-{_markets.Count}");
        var strike = Math.Round(_price * (1 + 0.002 * Normal()), 2);
        _markets.Add(new(MarketTicker.Parse(ticker, "market"), strike, now.ToUnixTimeSeconds(), close.ToUnixTimeSeconds()));
    }

    void Close(VenueMarket market)
    {
        market.IsClosed = true;
        market.ClosingPrice = _price;
    }

    // Venues take their time, and not for ever.
    DateTimeOffset LatestSettlement(VenueMarket market) => DateTimeOffset.FromUnixTimeSeconds(market.CloseTs) + scenario.Pace * MostStepsToSettle;

    // The price at the close decides, however late the venue says so.
    static void Settle(VenueMarket market, long ts)
    {
        market.Outcome = market.ClosingPrice >= market.Strike ? 1 : 0;
        market.SettledTs = ts;
    }

    void Requote(VenueMarket market, DateTimeOffset now, List<VenueFrame> frames)
    {
        market.Mispricing = 0.9 * market.Mispricing + 0.05 * Normal();
        var seconds = Math.Max(1, market.CloseTs - now.ToUnixTimeSeconds());
        var z = (_price - market.Strike) / (_price * Volatility * Math.Sqrt(seconds / YearSeconds));
        // Close to the normal distribution, and exact in every C library.
        var fair = 0.5 + 0.5 * z / Math.Sqrt(1.5 + z * z);
        var cents = Math.Clamp((int)Math.Round((fair + market.Mispricing) * 100), 2, 97);
        Move(market, Side.Yes, cents, now, frames);
        Move(market, Side.No, 99 - cents, now, frames);
        if (_random.Next(3) == 0)
            frames.Add(new TickerFrame(market, now.ToUnixTimeMilliseconds()));
    }

    void Move(VenueMarket market, Side side, int cents, DateTimeOffset now, List<VenueFrame> frames)
    {
        var bids = market.Bids(side);
        var price = cents * (Price.Scale / 100);
        // Half of the small moves are not worth an order.
        if (bids.Count > 0 && Math.Abs(bids.Last().Key - price) <= Price.Scale / 100 && _random.Next(2) == 0)
            return;
        foreach (var (held, size) in bids.ToArray())
        {
            if (held > price || bids.Count > 3)
                Change(held, -size);
        }
        Change(price, (1 + _random.Next(5)) * LevelSize);

        void Change(long at, long change)
        {
            var size = bids.GetValueOrDefault(at) + change;
            if (size == 0)
                bids.Remove(at);
            else
                bids[at] = size;
            frames.Add(new DeltaFrame(market, side, at, change, now.ToUnixTimeMilliseconds()));
        }
    }

    // The sum of twelve uniform draws is normal enough, and the same on every machine.
    double Normal()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++)
            sum += _random.NextDouble();
        return sum;
    }
}
