using Kalshi.Bus;
using Kalshi.Grains;
using Kalshi.Grains.Events;
using Kalshi.Simulation.Bus;
using Kalshi.Trading;

namespace Kalshi.Simulation.Tests.StandIns;

/// <summary>The stand-in keeps the promises that the grains rely on from JetStream, and no more.</summary>
public sealed class SimulatedBusTests
{
    static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly SimulatedBus _bus = new();

    [Fact]
    public void A_duplicate_within_the_window_is_held_once()
    {
        Assert.True(_bus.Append(Tick(1), Start));
        Assert.False(_bus.Append(Tick(1), Start.AddSeconds(119)));
        Assert.Single(_bus.Market);
    }

    [Fact]
    public void A_duplicate_after_the_window_is_held_again()
    {
        _bus.Append(Tick(1), Start);

        Assert.True(_bus.Append(Tick(1), Start.AddSeconds(120)));
        Assert.Equal(2, _bus.Market.Count);
    }

    [Fact]
    public void History_is_the_keys_own_events_after_the_sequence_as_far_as_they_were_delivered()
    {
        _bus.Append(Tick(1), Start);
        _bus.Append(Gap("M-1"), Start);
        _bus.Append(Tick(2), Start);
        _bus.Append(Tick(3), Start);
        _bus.Delivered = 3;

        Assert.Equal([3L], _bus.After(StreamNamespaces.Spot, "BTC-USD", 1).Select(e => e.Sequence));
        Assert.Equal([2L], _bus.After(StreamNamespaces.Market, "M-1", 0).Select(e => e.Sequence));
    }

    static EventEnvelope Tick(long number) => EventFactory.Create(
        new SpotTick("BTC-USD", Start.ToUnixTimeSeconds(), SpotPrice.FromSteps(80_000 * SpotPrice.Scale), null, null, null, null, number, null), "test");

    static EventEnvelope Gap(string market) => EventFactory.Create(
        new FeedGap(MarketTicker.Parse(market, "market"), Start.ToUnixTimeSeconds(), "1.1", null, null, "closed"), "test");
}
