using Kalshi.Trading.Identity;

namespace Kalshi.Trading.Tests.Identity;

public sealed class IdempotencyKeyTests
{
    static readonly PayloadDictionary Unidentified = new() { { "product_id", "BTC-USD" }, { "ts", 1 }, { "price", 2.5 } };

    [Fact]
    public void The_fallback_digest_covers_type_version_and_source()
    {
        string[] keys =
        [
            IdempotencyKey.Of("spot_tick", 1, Unidentified),
            IdempotencyKey.Of("spot_tick", 1, "coinbase", Unidentified),
            IdempotencyKey.Of("spot_tick", 1, "kraken", Unidentified),
            IdempotencyKey.Of("spot_tick", 2, "coinbase", Unidentified),
        ];
        Assert.Equal(keys.Length, keys.Select(k => k.Split(':')[2]).Distinct().Count());
    }

    [Fact]
    public void An_identified_event_has_one_key_whatever_its_source()
    {
        var tick = new PayloadDictionary { { "product_id", "BTC-USD" }, { "ts", 1771016400 }, { "sequence_num", 42 }, { "price", 66123.45 } };
        Assert.Equal("spot_tick:v1:7eee62ea323eb4a0ce339f45", IdempotencyKey.Of("spot_tick", 1, tick));
        Assert.Equal(IdempotencyKey.Of("spot_tick", 1, tick), IdempotencyKey.Of("spot_tick", 1, "coinbase", tick));
    }

    [Fact]
    public void Blanks_identify_nothing()
    {
        var quote = new PayloadDictionary { { "market_id", "M" }, { "ts", 1 }, { "source_msg_id", " \u001f\t" } };
        Assert.StartsWith("{", IdempotencyKey.DigestSource("quote_update", quote), StringComparison.Ordinal);
        quote["source_msg_id"] = " 7 ";
        Assert.Equal("M|1|7", IdempotencyKey.DigestSource("quote_update", quote));
    }
}
