using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>A part of a market's price grid: orders from <paramref name="Start"/> to <paramref name="End"/> move in steps of
/// <paramref name="Step"/>.</summary>
public sealed record PriceRange(Price Start, Price End, Price Step);
