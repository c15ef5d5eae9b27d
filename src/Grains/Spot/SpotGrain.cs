using Kalshi.Grains.Events;
using Kalshi.Grains.State;
using Kalshi.Trading;
using Kalshi.Trading.Volatility;
using Orleans.Placement;

namespace Kalshi.Grains.Spot;

/// <summary>A product's spot price and its last hours.</summary>
/// <remarks>The volatility estimate keeps the last tick of each bucket of whole seconds (strategy.md section 4), so the last
/// tick of each second is all of the history that it can see.</remarks>
// Called most by the silo that reads the stream: there its ticks need no network.
[PreferLocalPlacement]
[ImplicitStreamSubscription(StreamNamespaces.Spot)]
public sealed class SpotGrain(
    [PersistentState("spot")] IPersistentState<Checkpoint<SpotState>> stored, IEventHistory history, HotStateOptions options)
    : HotStateGrain<SpotState>(StreamNamespaces.Spot, stored, history, options), ISpotGrain
{
    readonly SpotHistory _history = new(options.SpotHistorySeconds);
    SpotPrice? _price;
    long? _tsMs;
    long _ticks;
    long _late;

    public Task<SpotView> ViewAsync(long sinceTs) => Task.FromResult(new SpotView(
        this.GetPrimaryKeyString(), _price, _history.Latest?.Ts, _tsMs, _history.Since(sinceTs).ToArray(), _ticks, _late));

    protected override bool Apply(EventEnvelope envelope)
    {
        if (envelope.Payload is not SpotTick tick)
            return false;

        _ticks++;
        var isNewest = _history.Latest is not { } latest || tick.Ts >= latest.Ts;
        if (_history.Add(tick.Ts, tick.Price.Value) is SpotTickOutcome.LateDuplicate or SpotTickOutcome.TooOld)
            _late++;
        if (isNewest)
        {
            _price = tick.Price;
            _tsMs = tick.TsMs;
        }
        return false;
    }

    protected override SpotState Capture()
    {
        var points = _history.Points.ToArray();
        return new SpotState
        {
            Ts = [.. points.Select(p => p.Ts)],
            Prices = [.. points.Select(p => p.Price)],
            PriceSteps = _price?.Steps,
            TsMs = _tsMs,
            Ticks = _ticks,
            LateTicks = _late,
        };
    }

    protected override void Restore(SpotState state)
    {
        foreach (var (ts, price) in state.Ts.Zip(state.Prices))
            _history.Add(ts, price);
        _price = state.PriceSteps is { } steps ? SpotPrice.FromSteps(steps) : null;
        _tsMs = state.TsMs;
        _ticks = state.Ticks;
        _late = state.LateTicks;
    }
}
