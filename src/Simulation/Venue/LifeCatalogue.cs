using Kalshi.Grains;
using Kalshi.Grains.Events;
using Kalshi.Simulation.Scenarios;

namespace Kalshi.Simulation.Venue;

/// <summary>Reads the venue's catalogue and says what is new, as one process does; what the bus did not take is said again.</summary>
sealed class LifeCatalogue(Scenario scenario, SimulatedVenue venue, VenueClock clock, Func<DomainEvent, string, Task<bool>> publish)
{
    const string Source = "kalshi.rest";

    readonly Dictionary<VenueMarket, (string Status, int? Outcome)> _known = [];

    internal async Task ReadAsync()
    {
        foreach (var market in venue.Markets.ToArray())
        {
            var status = market.Outcome is not null ? "finalized" : market.IsClosed ? "closed" : "active";
            var current = (status, market.Outcome);
            if (_known.TryGetValue(market, out var known) && known == current)
                continue;
            var now = clock.NowTs;
            if (await publish(Lifecycle(market, status, now), Source) && await publish(Contract(market, now), Source))
                _known[market] = current;
        }
    }

    static MarketLifecycle Lifecycle(VenueMarket market, string status, long now) =>
        new(market.Ticker, now, status, market.CloseTs, market.CloseTs, null, market.SettledTs);

    ContractUpdate Contract(VenueMarket market, long now) => new(
        market.Ticker, now, market.Strike, null, "greater", market.CloseTs, market.CloseTs, null, market.SettledTs, market.Outcome,
        scenario.Pace.TotalSeconds < 60 ? "linear_cent" : null);
}
