using System.Globalization;
using System.Text;
using System.Text.Json;
using Kalshi.Grains.Events;

namespace Kalshi.Bus;

/// <summary>The one text of an event that has no identity of its own: sorted keys, explicit nulls, no blanks, ASCII.</summary>
/// <remarks>As Python's json.dumps(sort_keys=True, separators=(",", ":")) of the object with event_type, payload,
/// schema_version and source (seed 000, section 4.3).</remarks>
static class CanonicalEvent
{
    internal static byte[] Bytes(DomainEvent payload, string source)
    {
        using var document = JsonDocument.Parse(EventJson.SerializePayload(payload));
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{{\"event_type\":\"{payload.EventType}\",\"payload\":");
        Append(text, document.RootElement);
        text.Append(CultureInfo.InvariantCulture, $",\"schema_version\":{EventSchema.Version},\"source\":");
        Append(text, source);
        text.Append('}');
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    static void Append(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var separator = '{';
                foreach (var property in value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    text.Append(separator);
                    Append(text, property.Name);
                    text.Append(':');
                    Append(text, property.Value);
                    separator = ',';
                }
                text.Append('}');
                break;
            case JsonValueKind.String:
                Append(text, value.GetString()!);
                break;
            default:
                // Numbers are written in Python's form to begin with, and no payload without an identity has arrays.
                text.Append(value.GetRawText());
                break;
        }
    }

    static void Append(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            if (c is '"' or '\\')
                text.Append('\\').Append(c);
            else if (c is >= ' ' and < '\x7f')
                text.Append(c);
            else
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }
        text.Append('"');
    }
}
