using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kalshi.Grains.Events;
using Kalshi.Trading;
using Kalshi.Trading.Identity;

namespace Kalshi.Bus.Tests;

public sealed class EventIdentityTests
{
    static string Key(DomainEvent payload, string source = Samples.Source) => EventFactory.Create(payload, source).IdempotencyKey;

    /// <summary>Keys are stored for ever: none may change. Digests by sha256sum over the parts in the comment.</summary>
    public static TheoryData<string, string> Parts => new()
    {
        { "spot_tick", "BTC-USD|1771016400|42" },
        { "order_book_snapshot", "KXBTCD-26FEB1317-T66249.99|ws-1|3|1" },
        { "order_book_delta", "KXBTCD-26FEB1317-T66249.99|ws-1|3|2" },
        { "feed_gap", "KXBTCD-26FEB1317-T66249.99|ws-1|5|7|1771016400" },
        { "edge_snapshot", "1771016400|KXBTCD-26FEB1317-T66249.99|v1" },
        { "opportunity_decision", "1771016400|KXBTCD-26FEB1317-T66249.99|YES|v1" },
        { "execution_order", "paper:opportunity_decision:v1:0123456789abcdef01234567|filled" },
        { "execution_fill", "paper:x:open" },
        { "operator_action", "act-1" },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_key_is_made_of_the_parts_of_its_type(string eventType, string parts)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(parts));
        Assert.Equal(
            $"{eventType}:v1:{Convert.ToHexString(hash)[..24].ToLower(CultureInfo.InvariantCulture)}",
            Key(Samples.All.Single(e => e.EventType == eventType)));
    }

    [Theory]
    [InlineData(null, "KXBTCD-26FEB1317-T66249.99|active|1771020000|1771020300||")]
    [InlineData(1_771_016_399_123, "KXBTCD-26FEB1317-T66249.99|active|1771020000|1771020300|||1771016399123")]
    public void A_market_that_is_active_again_is_told_by_the_venues_time_where_it_gives_one(long? updatedTsMs, string parts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(parts));
        Assert.Equal($"market_lifecycle:v2:{Convert.ToHexStringLower(hash)[..24]}", Key(Samples.Lifecycle() with { UpdatedTsMs = updatedTsMs }));
    }

    [Fact]
    public void The_terms_of_a_contract_are_all_of_its_identity()
    {
        var parts = "KXBTCD-26FEB1317-T66249.99|66249.99||greater|1771020000|1771020300||||linear_cent|1771016399123"u8;
        Assert.Equal($"contract_update:v2:{Convert.ToHexStringLower(SHA256.HashData(parts))[..24]}", Key(Samples.Contract()));
    }

    [Fact]
    public void A_strike_that_becomes_known_when_its_window_opens_is_an_event_of_its_own() =>
        Assert.NotEqual(Key(Samples.Contract() with { Lower = null, StrikeType = null }), Key(Samples.Contract()));

    [Fact]
    public void Keys_are_those_of_the_reference_where_the_parts_are() =>
        // From the reference's own run: idempotency_keys.json, first case.
        Assert.Equal("spot_tick:v1:7eee62ea323eb4a0ce339f45", Key(Samples.Spot(42)));

    [Fact]
    public void The_fallback_key_covers_payload_type_version_and_source_in_Pythons_canonical_form()
    {
        var quote = Samples.Quote();
        const string canonical =
            """{"event_type":"quote_update","payload":{"last_price_dollars":null,"market_id":"KXBTCD-26FEB1317-T66249.99","open_interest_fp":null,"source_message_id":null,"ts":1771016400,"ts_ms":1771016400007,"volume_fp":"100.00","yes_ask_dollars":"0.6300","yes_ask_size_fp":"1.50","yes_bid_dollars":"0.6100","yes_bid_size_fp":"25.00"},"schema_version":1,"source":"kalshi.ws"}""";
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(canonical));
        Assert.Equal($"quote_update:v1:{Convert.ToHexString(hash)[..24].ToLower(CultureInfo.InvariantCulture)}", Key(quote));
        Assert.NotEqual(Key(quote), Key(quote, "replay"));
        Assert.NotEqual(Key(quote), Key(Samples.Quote(bid: "0.6101")));
    }

    [Fact]
    public void The_fallback_key_agrees_with_the_digest_of_raw_JSON()
    {
        foreach (var payload in new DomainEvent[] { Samples.Quote(), Samples.Spot() with { SequenceNumber = null }, Samples.Decision() with { WouldTrade = false, Side = null } })
        {
            using var json = JsonDocument.Parse(EventJson.Serialize(Samples.Envelope(payload)));
            var raw = PythonJson.Parse(json.RootElement.GetProperty("payload").GetRawText()).AsDictionary;
            Assert.Equal(IdempotencyKey.Of(payload.EventType, 1, Samples.Source, raw), Key(payload));
        }
    }

    [Fact]
    public void Upstream_identity_wins_over_the_rest_of_the_payload()
    {
        Assert.Equal(Key(Samples.Quote(id: "7")), Key(Samples.Quote(bid: "0.6000", id: "7"), "other.source"));
        Assert.Equal(Key(Samples.Spot()), Key(Samples.Spot() with { Price = SpotPrice.Parse("1.00", "price") }));
    }

    [Fact]
    public void Equal_decimals_have_one_text_and_so_one_key()
    {
        var tick = Samples.Spot() with { SequenceNumber = null };
        Assert.Equal(Key(tick with { BidQuantity = 0.1m }), Key(tick with { BidQuantity = 0.100m }));
        Assert.Equal(Key(tick with { BidQuantity = 100m }), Key(tick with { BidQuantity = 100.0m }));
    }

    [Fact]
    public void A_snapshot_and_a_delta_of_the_same_sequence_have_different_keys() =>
        Assert.NotEqual(Key(Samples.Snapshot(2)), Key(Samples.Delta(2)));

    [Theory]
    [InlineData("spot_tick:v1:7eee62ea323eb4a0ce339f45", true)]
    [InlineData("spot_tick:v2:7eee62ea323eb4a0ce339f45", false)]
    [InlineData("spot_tick:v1:7EEE62ea323eb4a0ce339f45", false)]
    [InlineData("spot_tick:v1:7eee62ea323eb4a0ce339f4", false)]
    [InlineData("spot_tick:v1:7eee62ea323eb4a0ce339f455", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_key_has_one_form(string? key, bool ok) => Assert.Equal(ok, EventIdentity.HasForm(key, "spot_tick", 1));
}
