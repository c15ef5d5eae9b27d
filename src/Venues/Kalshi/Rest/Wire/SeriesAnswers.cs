using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kalshi.Venues;

sealed record SeriesEnvelope(JsonElement Series) : Answer;

sealed record SeriesListAnswer(JsonElement[] Series) : Answer;

/// <summary>A series on the wire (OpenAPI, schema Series).</summary>
sealed record SeriesAnswer(string Ticker, string Title, string Category, string FeeType, double FeeMultiplier) : Answer
{
    static readonly FrozenSet<string> Unread = FrozenSet.Create(
        "frequency", "tags", "settlement_sources", "contract_url", "contract_terms_url", "product_metadata", "additional_prohibitions",
        "volume_fp", "last_updated_ts");

    internal override bool IsKnown(string name) => Unread.Contains(name);

    internal SeriesTerms ToTerms() => new(Ticker, Title, Category, FeeType, FeeMultiplier);
}

sealed record FeeChangesAnswer(JsonElement[] SeriesFeeChangeArr) : Answer;

sealed record FeeChangeAnswer(
    string Id, string SeriesTicker, string FeeType, double FeeMultiplier,
    [property: JsonConverter(typeof(UnixSecondsConverter))] long? ScheduledTs) : Answer
{
    /// <exception cref="JsonException">The time is missing.</exception>
    internal FeeChange ToFeeChange() => new(SeriesTicker, FeeType, FeeMultiplier, ScheduledTs ?? throw new JsonException("scheduled_ts: missing"));
}
