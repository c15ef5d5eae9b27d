using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kalshi.Grains.Events;

namespace Kalshi.Bus.Tests;

public sealed class EventJsonTests
{
    public static TheoryData<string> EventTypes => [.. Samples.All.Select(e => e.EventType)];

    static DomainEvent Sample(string eventType) => Samples.All.Single(e => e.EventType == eventType);

    static JsonObject Tree(DomainEvent payload) => JsonNode.Parse(EventJson.Serialize(Samples.Envelope(payload)))!.AsObject();

    static string ReasonFor(JsonNode json) => ReasonFor(json.ToJsonString());

    static string ReasonFor(string json)
    {
        Assert.False(EventJson.TryParse(Encoding.UTF8.GetBytes(json), out var envelope, out var reason));
        Assert.Null(envelope);
        return reason;
    }

    [Fact]
    public void There_is_a_sample_of_every_event_type() =>
        Assert.Equal(
            typeof(DomainEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(DomainEvent))).Select(t => t.Name).Order(),
            Samples.All.Select(e => e.GetType().Name).Order());

    [Theory]
    [MemberData(nameof(EventTypes))]
    public void An_event_reads_back_as_it_was_written(string eventType)
    {
        var envelope = Samples.Envelope(Sample(eventType));
        var json = EventJson.Serialize(envelope);
        var back = EventJson.Parse(json);
        Assert.Equal(json, EventJson.Serialize(back));
        Assert.Equal(envelope with { Payload = back.Payload }, back);
        if (back.Payload is not (OrderBookSnapshot or EdgeTick or SettingsInForce))
            Assert.Equal(envelope.Payload, back.Payload);
    }

    [Fact]
    public void The_envelope_has_its_six_fields_and_values_carry_their_units()
    {
        var json = Encoding.UTF8.GetString(EventJson.Serialize(Samples.Envelope(Samples.Quote())));
        Assert.StartsWith("""{"event_type":"quote_update","schema_version":1,"ts_event":1771016400,"source":"kalshi.ws","idempotency_key":"quote_update:v1:""", json);
        Assert.EndsWith(
            """
            "payload":{"market_id":"KXBTCD-26FEB1317-T66249.99","ts":1771016400,"yes_bid_dollars":"0.6100","yes_ask_dollars":"0.6300","yes_bid_size_fp":"25.00","yes_ask_size_fp":"1.50","last_price_dollars":null,"volume_fp":"100.00","open_interest_fp":null,"source_message_id":null,"ts_ms":1771016400007}}
            """, json);
    }

    [Fact]
    public void Strategy_doubles_keep_their_names_and_are_written_as_Python_would()
    {
        var payload = Tree(Samples.Edge())["payload"]!;
        Assert.Equal("66123.0", payload["spot_price"]!.ToJsonString());
        Assert.Equal("61.0", payload["yes_bid_cents"]!.ToJsonString());
        Assert.Equal("1e-07", JsonNode.Parse(EventJson.SerializePayload(Samples.Edge() with { EvTakeNo = 1e-7 }))!["ev_take_no"]!.ToJsonString());
    }

    [Fact]
    public void A_contract_update_names_its_market_ticker_and_a_book_its_levels_as_the_venue_does()
    {
        Assert.Equal("\"KXBTCD-26FEB1317-T66249.99\"", Tree(Samples.Contract())["payload"]!["ticker"]!.ToJsonString());
        Assert.Equal("""[["0.0100","5.00"],["0.6100","25.00"]]""", Tree(Samples.Snapshot())["payload"]!["yes_bids"]!.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(EventTypes))]
    public void Every_field_of_a_payload_is_required_and_named_when_it_is_missing(string eventType)
    {
        var names = Tree(Sample(eventType))["payload"]!.AsObject().Select(p => p.Key).ToList();
        Assert.NotEmpty(names);
        foreach (var name in names)
        {
            var json = Tree(Sample(eventType));
            json["payload"]!.AsObject().Remove(name);
            Assert.Contains($"'{name}'", ReasonFor(json));
        }
    }

    [Theory]
    [MemberData(nameof(EventTypes))]
    public void Every_field_of_a_payload_has_one_type_and_is_named_when_it_has_another(string eventType)
    {
        foreach (var name in Tree(Sample(eventType))["payload"]!.AsObject().Select(p => p.Key).ToList())
        {
            var json = Tree(Sample(eventType));
            json["payload"]![name] = new JsonObject { ["x"] = 1 };
            Assert.StartsWith($$"""{{name}}: {"x":1}: """, ReasonFor(json));
        }
    }

    [Theory]
    [MemberData(nameof(EventTypes))]
    public void An_unknown_field_of_a_payload_is_named(string eventType)
    {
        var json = Tree(Sample(eventType));
        json["payload"]!["surprise"] = 1;
        Assert.Contains("surprise", ReasonFor(json));
    }

    [Theory]
    [InlineData("event_type")]
    [InlineData("schema_version")]
    [InlineData("ts_event")]
    [InlineData("source")]
    [InlineData("idempotency_key")]
    [InlineData("payload")]
    public void Every_field_of_the_envelope_is_required(string field)
    {
        var json = Tree(Samples.Spot());
        json.Remove(field);
        Assert.Equal($"{field}: missing", ReasonFor(json));
    }

    [Theory]
    [InlineData("event_type", "7", "event_type: a text is expected")]
    [InlineData("event_type", "\"lottery\"", "event_type: 'lottery' is not known")]
    [InlineData("schema_version", "2", "schema_version: 2 of spot_tick is not known, 1 is")]
    [InlineData("schema_version", "1.5", "schema_version: a whole number is expected, not 1.5")]
    [InlineData("schema_version", "99999999999999999999", "schema_version: a whole number is expected")]
    [InlineData("ts_event", "\"1771016400\"", "ts_event: a whole number is expected")]
    [InlineData("ts_event", "1771016401", "ts_event: 1771016401 is not the payload's time 1771016400")]
    [InlineData("source", "null", "source: a text is expected")]
    [InlineData("source", "\"\"", "source: empty")]
    [InlineData("idempotency_key", "\"spot_tick:v1:42\"", "idempotency_key: 'spot_tick:v1:42' is no key of a spot_tick")]
    [InlineData("idempotency_key", "\"quote_update:v1:0123456789abcdef01234567\"", "is no key of a spot_tick")]
    [InlineData("payload", "null", "payload: an object is expected")]
    [InlineData("payload", "[]", "payload: an object is expected")]
    [InlineData("extra", "1", "extra: not a field of an envelope")]
    public void A_wrong_envelope_is_refused_with_the_field_and_the_value(string field, string value, string reason)
    {
        var json = Tree(Samples.Spot());
        json[field] = JsonNode.Parse(value);
        Assert.Contains(reason, ReasonFor(json));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{}{}")]
    [InlineData("\u0000\u0001")]
    [InlineData("{\"event_type\":\"spot_tick\",\"event_type\":\"spot_tick\"}")]
    [InlineData("{\"payload\":{\"a\":[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]}}")]
    public void What_is_no_envelope_at_all_gets_a_reason(string json) => Assert.NotEmpty(ReasonFor(json));

    [Fact]
    public void A_field_given_twice_is_refused_in_the_envelope_and_in_the_payload()
    {
        var json = Encoding.UTF8.GetString(EventJson.Serialize(Samples.Envelope(Samples.Spot())));
        Assert.Equal("source: given twice", ReasonFor(json.Replace("\"source\":", "\"source\":\"a\",\"source\":", StringComparison.Ordinal)));
        Assert.Contains("ts", ReasonFor(json.Replace("\"ts\":", "\"ts\":1,\"ts\":", StringComparison.Ordinal)));
    }

    [Fact]
    public void Bytes_after_the_envelope_are_refused()
    {
        var json = Encoding.UTF8.GetString(EventJson.Serialize(Samples.Envelope(Samples.Spot())));
        Assert.Contains("not JSON", ReasonFor(json + "x"));
        Assert.NotNull(EventJson.Parse(Encoding.UTF8.GetBytes(json + "\n ")));
    }

    [Fact]
    public void Every_single_flipped_bit_gives_an_event_or_a_reason_and_never_an_exception()
    {
        foreach (var payload in Samples.All)
        {
            var json = EventJson.Serialize(Samples.Envelope(payload));
            for (var bit = 0; bit < json.Length * 8; bit++)
            {
                var broken = (byte[])json.Clone();
                broken[bit / 8] ^= (byte)(1 << bit % 8);
                if (!EventJson.TryParse(broken, out _, out var reason))
                    Assert.NotEmpty(reason);
            }
        }
    }

    [Theory]
    [InlineData("source")]
    [InlineData("payload")]
    public void Half_a_surrogate_pair_is_no_text(string where)
    {
        var json = Encoding.UTF8.GetString(EventJson.Serialize(Samples.Envelope(Samples.Gap())));
        var text = where == "source" ? "kalshi.ws" : "sequence 6 is missing";
        Assert.NotEmpty(ReasonFor(json.Replace(text, "\\ud800", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        var json = EventJson.Serialize(Samples.Envelope(Samples.Snapshot()));
        for (var length = 0; length < json.Length; length++)
            Assert.False(EventJson.TryParse(json.AsSpan(0, length), out _, out _));
    }

    [Fact]
    public void An_invalid_payload_can_still_be_written_for_its_dead_letter() =>
        Assert.Equal("nan", JsonDocument.Parse(EventJson.SerializePayload(Samples.Edge() with { ProbabilityYes = double.NaN }))
            .RootElement.GetProperty("probability_yes").GetString());
}
