using Kalshi.Grains.Events;
using Kalshi.Grains.State;
using Kalshi.Trading;
using Kalshi.Trading.Volatility;

namespace Kalshi.Grains.Spot;

/// <summary>What the record says about a product's price.</summary>
/// <remarks>The volatility estimate keeps the last tick of each bucket of whole seconds (strategy.md section 4), so the last
/// tick of each second is all of the history that it can see.</remarks>
/// <param name="historySeconds">Spot history that is kept.</param>
public sealed class SpotFold(int historySeconds) : IFold<SpotState>
{
    internal SpotHistory History { get; } = new(historySeconds);

    internal SpotPrice? Price { get; private set; }

    /// <summary>Venue time of the newest tick, Unix milliseconds.</summary>
    internal long? TsMs { get; private set; }

    internal long Ticks { get; private set; }

    internal long LateTicks { get; private set; }

    public bool Apply(EventEnvelope envelope)
    {
        if (envelope.Payload is not SpotTick tick)
            return false;

        Ticks++;
        var isNewest = History.Latest is not { } latest || tick.Ts >= latest.Ts;
        if (History.Add(tick.Ts, tick.Price.Value) is SpotTickOutcome.LateDuplicate or SpotTickOutcome.TooOld)
            LateTicks++;
        if (isNewest)
        {
            Price = tick.Price;
            TsMs = tick.TsMs;
        }
        return false;
    }

    public SpotState Capture()
    {
        var points = History.Points.ToArray();
        return new SpotState
        {
            Ts = [.. points.Select(p => p.Ts)],
            Prices = [.. points.Select(p => p.Price)],
            PriceSteps = Price?.Steps,
            TsMs = TsMs,
            Ticks = Ticks,
            LateTicks = LateTicks,
        };
    }

    public void Restore(SpotState state)
    {
        foreach (var (ts, price) in state.Ts.Zip(state.Prices))
            History.Add(ts, price);
        Price = state.PriceSteps is { } steps ? SpotPrice.FromSteps(steps) : null;
        TsMs = state.TsMs;
        Ticks = state.Ticks;
        LateTicks = state.LateTicks;
    }
}
