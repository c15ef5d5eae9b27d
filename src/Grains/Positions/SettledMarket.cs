namespace Kalshi.Grains.Positions;

/// <summary>A market's settlement as booked.</summary>
/// <param name="Outcome">1 when YES won, 0 when NO won.</param>
/// <param name="Payouts">Bookings of it: more than one only where a fill became known after the first.</param>
/// <param name="BookedTs">Of the last one, Unix seconds.</param>
public sealed record SettledMarket(int Outcome, int Payouts, long BookedTs);
