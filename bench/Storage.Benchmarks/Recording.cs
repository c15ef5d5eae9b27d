using System.Globalization;
using System.Text;
using Kalshi.Bus;
using Kalshi.Grains.Events;
using Kalshi.Trading;

namespace Kalshi.Storage.Benchmarks;

/// <summary>Quotes of two hundred markets as the venue sends them, in the order of their stream.</summary>
static class Recording
{
    const int Markets = 200;
    const long Start = 1770984000; // 2026-02-13 12:00:00 UTC

    internal static ReceivedEvent[] Make(int events)
    {
        var random = new Random(1);
        var made = new ReceivedEvent[events];
        for (var i = 0; i < events; i++)
            made[i] = Quote(random, i);
        return made;
    }

    static ReceivedEvent Quote(Random random, int i)
    {
        var market = MarketTicker.Parse($"KXBTCD-26FEB1317-T{66000 + random.Next(Markets)}.99", "market");
        var ms = Start * 1000 + i;
        var bid = Price.FromSteps(100 * (1 + random.Next(90)));
        var ask = Price.FromSteps(bid.Steps + 200);
        var size = Quantity.FromSteps(100 * (1 + random.Next(500)));
        var quote = new QuoteUpdate(market, ms / 1000, bid, ask, size, size, bid, size, size, null, ms);
        var key = string.Create(CultureInfo.InvariantCulture, $"quote_update:v1:{random.NextInt64():x16}{i:x8}");
        var body = string.Create(CultureInfo.InvariantCulture, $$$"""
            {"event_type":"quote_update","schema_version":1,"ts_event":{{{quote.Ts}}},"source":"kalshi.ws","idempotency_key":"{{{key}}}","payload":{"ts":{{{quote.Ts}}},"market_id":"{{{market}}}","source_msg_id":null,"yes_bid":"{{{bid}}}","yes_ask":"{{{ask}}}","yes_bid_size":"{{{size}}}","yes_ask_size":"{{{size}}}","last_price":"{{{bid}}}","volume":"{{{size}}}","open_interest":"{{{size}}}","ts_ms":{{{ms}}}}}
            """);
        return new(
            new(1, quote.Ts, "kalshi.ws", key, quote), "market.quote_updates." + market, i + 1, DateTimeOffset.FromUnixTimeMilliseconds(ms), 1,
            Encoding.UTF8.GetBytes(body), "");
    }
}
