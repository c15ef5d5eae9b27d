using Kalshi.Grains.Events;
using Kalshi.Grains.Tests.Hosting;
using Kalshi.Trading;

namespace Kalshi.Grains.Tests.Orders;

/// <summary>A market with everything that an order at a real venue needs to know of it.</summary>
static class LiveMarket
{
    internal static readonly MarketTicker Ticker = MarketTicker.Parse("KXBTCD-26NOV2117-T95249.99", "test");

    internal static void Record(MemoryRecord record, long ts, MarketTicker? ticker = null, string status = "active")
    {
        var market = ticker ?? Ticker;
        record.Append(new MarketLifecycle(market, ts, status, ts + 3600, null, null, null));
        record.Append(new ContractUpdate(market, ts, 95_249.99, null, "greater", ts + 3600, null, null, null, null, "linear_cent"));
        record.Append(Book(ts, 1, market: market));
    }

    /// <summary>One level on each side.</summary>
    internal static OrderBookSnapshot Book(
        long ts, long sequence, string yesBid = "0.4800", string noBid = "0.4900", string noSize = "100.00", MarketTicker? market = null) => new(
        market ?? Ticker, ts, "session-1", 1, sequence,
        [new(Price.Parse(yesBid, "bid"), Quantity.Parse("100.00", "size"))],
        [new(Price.Parse(noBid, "no bid"), Quantity.Parse(noSize, "size"))]);
}
