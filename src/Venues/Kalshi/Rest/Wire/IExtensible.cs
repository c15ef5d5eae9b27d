using System.Collections.Frozen;
using System.Text.Json;

namespace Kalshi.Venues;

/// <summary>An answer that keeps the fields nobody reads, so that those which the specification does not name can be counted.</summary>
interface IExtensible
{
    Dictionary<string, JsonElement>? Others { get; }

    /// <summary>Names that the specification has and we do not read.</summary>
    FrozenSet<string> Unread { get; }
}
