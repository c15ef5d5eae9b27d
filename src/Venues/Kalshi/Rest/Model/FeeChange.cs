namespace Kalshi.Venues;

/// <summary>An announced change of a series' fees.</summary>
/// <param name="FeeType">quadratic, quadratic_with_maker_fees, flat, or a newer word.</param>
/// <param name="FeeMultiplier">Factor on the fee formula.</param>
/// <param name="ScheduledTs">When it takes effect, Unix seconds.</param>
public sealed record FeeChange(string SeriesTicker, string FeeType, double FeeMultiplier, long ScheduledTs);
