using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kalshi.Venues;

sealed record EventsAnswer(JsonElement[] Events, string Cursor) : Answer
{
    internal override bool IsKnown(string name) => name is "milestones";
}

/// <summary>The markets beside the event are the older place; newer answers nest them in it.</summary>
sealed record EventEnvelope(JsonElement Event, JsonElement[]? Markets = null) : Answer;

/// <summary>An event on the wire (OpenAPI, schema EventData).</summary>
sealed record EventAnswer(
    string EventTicker, string SeriesTicker, string Title, string SubTitle, bool MutuallyExclusive, string? StrikePeriod = null,
    [property: JsonConverter(typeof(UnixSecondsConverter))] long? StrikeDate = null, JsonElement[]? Markets = null) : Answer
{
    static readonly FrozenSet<string> Unread = FrozenSet.Create(
        "category", "collateral_return_type", "available_on_brokers", "product_metadata", "last_updated_ts", "fee_type_override",
        "fee_multiplier_override", "settlement_sources", "exchange_index");

    internal override bool IsKnown(string name) => Unread.Contains(name);
}
