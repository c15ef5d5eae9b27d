using System.Text;
using Kalshi.Grains.Events;
using Kalshi.Trading.Identity;

namespace Kalshi.Bus;

/// <summary>The one text of an event that has no identity of its own: its payload with type, version and source, sorted, nulls
/// included (seed 000, section 4.3).</summary>
static class CanonicalEvent
{
    internal static byte[] Bytes(DomainEvent payload, string source)
    {
        var whole = new PayloadDictionary
        {
            { "event_type", payload.EventType },
            { "payload", PythonJson.Parse(Encoding.UTF8.GetString(EventJson.SerializePayload(payload))) },
            { "schema_version", EventSchema.VersionOf(payload.EventType) },
            { "source", source },
        };
        return Encoding.ASCII.GetBytes(CanonicalJson.Write(PayloadValue.Of(whole)));
    }
}
