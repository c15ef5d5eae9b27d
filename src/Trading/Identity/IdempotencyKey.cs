using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kalshi.Trading.Identity;

/// <summary>The key that makes storing an event twice the same as storing it once:
/// <c>{event_type}:v{schema_version}:{first 24 hex digits of sha256}</c> (strategy.md section 9).</summary>
/// <remarks>The digest is over the event's identifying fields joined by "|", or, where one of them is absent, over the canonical JSON
/// of the whole payload.</remarks>
public static class IdempotencyKey
{
    const int DigestBytes = 12;

    /// <summary>The reference's key.</summary>
    public static string Of(string eventType, int schemaVersion, PayloadDictionary payload) =>
        Key(eventType, schemaVersion, DigestSource(eventType, payload));

    /// <summary>As <see cref="Of(string, int, PayloadDictionary)"/>, except that the fallback digest also covers event type, schema version
    /// and source, as the design asks: two sources that report the same unidentified payload are two events.</summary>
    public static string Of(string eventType, int schemaVersion, string source, PayloadDictionary payload) =>
        Key(eventType, schemaVersion, IdentifyingParts(eventType, payload) ?? CanonicalJson.Write(PayloadValue.Of(new PayloadDictionary
        {
            { "event_type", eventType },
            { "payload", PayloadValue.Of(payload) },
            { "schema_version", schemaVersion },
            { "source", source },
        })));

    /// <summary>The text that the reference's key digests.</summary>
    public static string DigestSource(string eventType, PayloadDictionary payload) =>
        IdentifyingParts(eventType, payload) ?? CanonicalJson.Write(PayloadValue.Of(payload));

    /// <summary>The identifying fields of the known event types: those before the bar must be there, the others may be empty.</summary>
    static (string[] Required, string[] Optional, bool Versioned) FieldsOf(string eventType) => eventType switch
    {
        "spot_tick" => (["product_id", "ts", "sequence_num"], [], false),
        "quote_update" => (["market_id", "ts", "source_msg_id"], [], false),
        "market_lifecycle" =>
            (["market_id", "status"], ["close_ts", "expected_expiration_ts", "expiration_ts", "settlement_ts"], false),
        "contract_update" =>
            (["ticker"], ["close_ts", "expected_expiration_ts", "expiration_ts", "settled_ts", "outcome"], false),
        "edge_snapshot" => (["asof_ts", "market_id"], [], true),
        "opportunity_decision" => (["ts_eval", "market_id", "side"], [], true),
        "execution_order" => (["order_id", "status"], [], false),
        "execution_fill" => (["fill_id"], [], false),
        _ => ([], [], false),
    };

    static string? IdentifyingParts(string eventType, PayloadDictionary payload)
    {
        var (required, optional, versioned) = FieldsOf(eventType);
        if (required.Length == 0)
            return null;
        var text = new StringBuilder(128);
        foreach (var name in required)
        {
            if (Part(payload[name]) is not { } part)
                return null;
            Join(text, part);
        }
        foreach (var name in optional)
            Join(text, Part(payload[name]) ?? "");
        if (versioned)
            Join(text, Part(payload["strategy_version"]) ?? "v1");
        return text.ToString();
    }

    static void Join(StringBuilder text, string part)
    {
        if (text.Length > 0)
            text.Append('|');
        text.Append(part);
    }

    /// <summary>str(value).strip(); null when nothing is left.</summary>
    static string? Part(PayloadValue value)
    {
        var text = value.Kind switch
        {
            PayloadKind.Null => "",
            PayloadKind.Boolean => value.AsBoolean ? "True" : "False",
            PayloadKind.Whole => value.WholeText,
            PayloadKind.Real => PythonFloat.Repr(value.AsReal),
            PayloadKind.Text => PythonText.Strip(value.AsText),
            _ => CanonicalJson.Write(value),
        };
        return text.Length == 0 ? null : text;
    }

    static string Key(string eventType, int schemaVersion, string digestSource)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(digestSource), digest);
        return string.Create(CultureInfo.InvariantCulture, $"{eventType}:v{schemaVersion}:{Convert.ToHexStringLower(digest[..DigestBytes])}");
    }
}
