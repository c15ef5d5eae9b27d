using Kalshi.Trading;
using Kalshi.Trading.Volatility;

namespace Kalshi.Grains;

/// <summary>A product's newest tick and its history, one point a second.</summary>
/// <param name="Ts">Venue time of the newest tick, Unix seconds; null before the first.</param>
/// <param name="LateTicks">Ticks older than the newest, which the history refused.</param>
/// <param name="Sequence">In stream MARKET, of the last event in all this; 0 before any.</param>
/// <param name="Cause">The <c>traceparent</c> of the last tick, for what is computed from it; null when it is not traced.</param>
[GenerateSerializer, Immutable, Alias("kalshi.view.spot")]
public sealed record SpotView(
    [property: Id(0)] string ProductId,
    [property: Id(1)] SpotPrice? Price,
    [property: Id(2)] long? Ts,
    [property: Id(3)] long? TsMs,
    [property: Id(4)] IReadOnlyList<SpotPoint> History,
    [property: Id(5)] long Ticks,
    [property: Id(6)] long LateTicks,
    [property: Id(7)] string? Cause = null,
    [property: Id(8)] long Sequence = 0);
