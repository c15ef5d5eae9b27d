using Kalshi.Trading;

namespace Kalshi.Simulation.Venue;

/// <summary>What the venue says in one step, before it has a session and a sequence.</summary>
abstract record VenueFrame;

/// <param name="TsMs">Venue time; late ticks carry an older one.</param>
sealed record SpotFrame(SpotPrice Price, long TsMs, long Number) : VenueFrame;

/// <param name="Change">Hundredths of a contract.</param>
sealed record DeltaFrame(VenueMarket Market, Side Side, long PriceSteps, long Change, long TsMs) : VenueFrame;

sealed record TickerFrame(VenueMarket Market, long TsMs) : VenueFrame;
