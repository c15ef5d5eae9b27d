namespace Kalshi.Trading.Universe;

/// <summary>A market's best prices as the strategy sees them, in cents from 0 to 100; null where a side has none.</summary>
/// <param name="Ts">Unix seconds.</param>
/// <param name="YesMid">As quoted; null to take the middle of bid and ask.</param>
public sealed record Quote(
    long? Ts,
    double? YesBid,
    double? YesAsk,
    double? NoBid,
    double? NoAsk,
    double? YesMid = null,
    double? NoMid = null);
