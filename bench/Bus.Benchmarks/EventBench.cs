using Kalshi.Grains.Events;
using Kalshi.Trading;

namespace Kalshi.Bus.Benchmarks;

/// <summary>What an event costs beside the bus: identity, checks, JSON.</summary>
static class EventBench
{
    static readonly MarketTicker Ticker = MarketTicker.Parse("KXBTC15M-26MAY131130-30", "ticker");

    static readonly OrderBookDelta Delta = new(
        Ticker, 1_771_016_400, "ws-1", 3, 2, 1, Side.Yes, Price.Parse("0.6100", "price"), Quantity.Parse("-25.00", "change"), 1_771_016_400_123);

    static readonly QuoteUpdate Quote = new(
        Ticker, 1_771_016_400, Price.Parse("0.6100", "bid"), Price.Parse("0.6300", "ask"), Quantity.Parse("25.00", "size"), Quantity.Parse("1.50", "size"),
        Price.Parse("0.6200", "last"), Quantity.Parse("100", "volume"), Quantity.Parse("50", "interest"), null, 1_771_016_400_123);

    internal static IReadOnlyList<DomainEvent> Samples => [Delta, Quote];

    internal static void Run(int count)
    {
        foreach (var (name, payload) in new (string, DomainEvent)[] { ("delta", Delta), ("quote (canonical key)", Quote) })
        {
            var envelope = EventFactory.Create(payload, "kalshi.ws");
            var json = EventJson.Serialize(envelope);
            Measure($"{name}: check and identify", count, () => EventFactory.Create(payload, "kalshi.ws"));
            Measure($"{name}: write {json.Length} bytes", count, () => EventJson.Serialize(envelope));
            Measure($"{name}: read and check", count, () => EventJson.Parse(json));
        }
    }

    static void Measure(string what, int count, Action once)
    {
        var rate = new Rate();
        for (var i = 0; i < count; i++)
            once();
        rate.Print(what, count);
    }
}
