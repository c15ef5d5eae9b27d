using BenchmarkDotNet.Attributes;
using Kalshi.Trading.Identity;

namespace Kalshi.Trading.Benchmarks;

/// <summary>Idempotency keys, from identifying fields and from a whole payload.</summary>
[MemoryDiagnoser]
public class IdentityBenchmarks
{
    readonly PayloadDictionary _tick = new()
    {
        { "ts", 1771016400 }, { "product_id", "BTC-USD" }, { "price", 66123.45 }, { "best_bid", 66123.4 }, { "best_ask", 66123.5 },
        { "bid_qty", 0.1 }, { "ask_qty", PayloadValue.Null }, { "sequence_num", 42 },
    };

    readonly PayloadDictionary _quote = new()
    {
        { "ts", 1771016400 }, { "market_id", "KXBTCD-26FEB1317-T66249.99" }, { "source_msg_id", PayloadValue.Null }, { "yes_bid", 41.0 },
        { "yes_ask", 43.5 }, { "no_bid", 56.5 }, { "no_ask", 59.0 }, { "yes_mid", 42.25 }, { "no_mid", 57.75 }, { "p_mid", 0.4225 },
    };

    [Benchmark(Description = "idempotency key, identifying fields")]
    public string FromFields() => IdempotencyKey.Of("spot_tick", 1, _tick);

    [Benchmark(Description = "idempotency key, whole payload")]
    public string FromPayload() => IdempotencyKey.Of("quote_update", 1, _quote);
}
