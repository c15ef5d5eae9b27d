using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kalshi.Venues;

/// <summary>An object of the venue's that keeps the fields nobody reads, so that those which the specification does not name
/// can be counted.</summary>
abstract record Answer
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    /// <summary>Whether the specification has a field that we do not read.</summary>
    internal virtual bool IsKnown(string name) => false;
}
