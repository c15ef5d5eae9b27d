namespace Kalshi.VenueSimulator;

/// <summary>One per-second value of the BRTI.</summary>
/// <param name="Value">Dollars.</param>
/// <param name="TrailingAverage">Average of the values of the 60 s before; the value itself if there are none.</param>
/// <param name="TrailingCount">Values in that average.</param>
/// <param name="QuarterAverage">In the last minute before a quarter hour: average of its values so far.</param>
/// <param name="QuarterCount">Values in that average, 1 to 60; 0 outside the last minute.</param>
sealed record IndexValue(decimal Value, decimal TrailingAverage, int TrailingCount, decimal? QuarterAverage, int QuarterCount);
