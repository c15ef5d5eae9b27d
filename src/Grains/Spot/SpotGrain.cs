using Kalshi.Grains.Events;
using Kalshi.Grains.State;
using Kalshi.Trading;

namespace Kalshi.Grains.Spot;

/// <summary>A product's spot price and its last hours, one point a second.</summary>
/// <remarks>The volatility estimate keeps the last tick of each whole-second bucket (strategy.md section 4), so the last
/// tick of each second is all of the history that it can see.</remarks>
[ImplicitStreamSubscription(StreamNamespaces.Spot)]
public sealed class SpotGrain(
    [PersistentState("spot")] IPersistentState<Checkpoint<SpotState>> stored, IEventHistory history, HotStateOptions options)
    : HotStateGrain<SpotState>(StreamNamespaces.Spot, stored, history, options), ISpotGrain
{
    readonly long _historySeconds = options.SpotHistorySeconds;
    readonly Queue<SpotPoint> _settled = new();
    SpotPoint? _current;
    SpotPrice? _price;
    long? _tsMs;
    long _ticks;
    long _late;

    public Task<SpotView> ViewAsync(long sinceTs)
    {
        List<SpotPoint> points = [.. _settled.Where(p => p.Ts >= sinceTs)];
        if (_current is { } current && current.Ts >= sinceTs)
            points.Add(current);
        return Task.FromResult(new SpotView(this.GetPrimaryKeyString(), _price, _current?.Ts, _tsMs, points, _ticks, _late));
    }

    protected override bool Apply(EventEnvelope envelope)
    {
        if (envelope.Payload is SpotTick tick)
            Add(tick);
        return false;
    }

    // Older than the newest is ignored, equal replaces: strategy.md, state rules at the end of the seed's part.
    void Add(SpotTick tick)
    {
        _ticks++;
        if (_current is { } current)
        {
            if (tick.Ts < current.Ts)
            {
                _late++;
                return;
            }
            if (tick.Ts > current.Ts)
                _settled.Enqueue(current);
        }
        _current = new SpotPoint(tick.Ts, tick.Price.Value);
        _price = tick.Price;
        _tsMs = tick.TsMs;
        while (_settled.TryPeek(out var oldest) && oldest.Ts < tick.Ts - _historySeconds)
            _settled.Dequeue();
    }

    protected override SpotState Capture()
    {
        var points = _current is { } current ? _settled.Append(current).ToArray() : [];
        return new SpotState
        {
            Ts = [.. points.Select(p => p.Ts)],
            Prices = [.. points.Select(p => p.Price)],
            LastPriceSteps = _price?.Steps,
            LastTsMs = _tsMs,
            Ticks = _ticks,
            LateTicks = _late,
        };
    }

    protected override void Restore(SpotState state)
    {
        for (var i = 0; i < state.Ts.Length - 1; i++)
            _settled.Enqueue(new(state.Ts[i], state.Prices[i]));
        if (state.Ts.Length > 0)
            _current = new(state.Ts[^1], state.Prices[^1]);
        _price = state.LastPriceSteps is { } steps ? SpotPrice.FromSteps(steps) : null;
        _tsMs = state.LastTsMs;
        _ticks = state.Ticks;
        _late = state.LateTicks;
    }
}
