using Kalshi.Grains;
using Kalshi.Simulation.Bus;

namespace Kalshi.Simulation.Invariants;

/// <summary>What the grains say when everything has come to rest.</summary>
/// <param name="Pending">Orders with a reservation.</param>
sealed record FinalState(
    SimulatedBus Bus,
    SpotView Spot,
    IReadOnlyList<MarketView> Markets,
    IReadOnlyList<BookView> Books,
    PositionsView Positions,
    IReadOnlyList<string> Pending,
    IReadOnlyList<GateView> Gates);
