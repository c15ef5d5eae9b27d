using Kalshi.Trading;

namespace Kalshi.Simulation.Venue;

/// <summary>A market as the venue knows it: the truth that the system must find.</summary>
sealed class VenueMarket(MarketTicker ticker, double strike, long openTs, long closeTs)
{
    internal MarketTicker Ticker => ticker;

    internal double Strike => strike;

    internal long OpenTs => openTs;

    internal long CloseTs => closeTs;

    internal bool IsClosed { get; set; }

    internal double ClosingPrice { get; set; }

    /// <summary>1 for YES; null until it is known.</summary>
    internal int? Outcome { get; set; }

    internal long? SettledTs { get; set; }

    /// <summary>Error of the market's opinion, in probability; what the strategy lives on.</summary>
    internal double Mispricing { get; set; }

    /// <summary>Resting contracts by price in steps, for each side's bids.</summary>
    internal SortedDictionary<long, long> YesBids { get; } = [];

    internal SortedDictionary<long, long> NoBids { get; } = [];

    internal SortedDictionary<long, long> Bids(Side side) => side == Side.Yes ? YesBids : NoBids;
}
