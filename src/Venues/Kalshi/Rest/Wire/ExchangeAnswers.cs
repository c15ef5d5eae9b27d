using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kalshi.Venues;

// The state of the exchange on the wire (OpenAPI, tag exchange and account).

sealed record StatusAnswer(
    bool ExchangeActive, bool TradingActive, [property: JsonConverter(typeof(UnixSecondsConverter))] long? ExchangeEstimatedResumeTime = null) : Answer
{
    // Per-shard state of 2026's later specifications; we trade on one shard.
    internal override bool IsKnown(string name) => name is "exchange_index_statuses";
}

sealed record ScheduleEnvelope(ScheduleAnswer Schedule) : Answer;

sealed record ScheduleAnswer(WeekAnswer[] StandardHours, MaintenanceAnswer[] MaintenanceWindows) : Answer;

sealed record MaintenanceAnswer(
    [property: JsonConverter(typeof(UnixSecondsConverter))] long? StartDatetime,
    [property: JsonConverter(typeof(UnixSecondsConverter))] long? EndDatetime) : Answer
{
    /// <exception cref="JsonException">A time is missing.</exception>
    internal MaintenanceWindow ToWindow() => new(
        StartDatetime ?? throw new JsonException("start_datetime: missing"), EndDatetime ?? throw new JsonException("end_datetime: missing"));
}

/// <summary>Hours in Eastern Time; a session that closes at 00:00 lasts to the end of the day.</summary>
sealed record WeekAnswer(
    [property: JsonConverter(typeof(UnixSecondsConverter))] long? StartTime,
    [property: JsonConverter(typeof(UnixSecondsConverter))] long? EndTime,
    DayAnswer[] Monday, DayAnswer[] Tuesday, DayAnswer[] Wednesday, DayAnswer[] Thursday, DayAnswer[] Friday, DayAnswer[] Saturday, DayAnswer[] Sunday) : Answer
{
    /// <exception cref="JsonException">A time is missing or no time of day.</exception>
    internal WeeklyHours ToHours() => new(
        StartTime ?? throw new JsonException("start_time: missing"), EndTime ?? throw new JsonException("end_time: missing"),
        [.. new[] { Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday }.SelectMany((sessions, day) => sessions.Select(session => session.ToHours((DayOfWeek)day)))]);
}

sealed record DayAnswer(string OpenTime, string CloseTime) : Answer
{
    internal TradingHours ToHours(DayOfWeek day) => new(day, Time(OpenTime, "open_time"), Time(CloseTime, "close_time"));

    static TimeOnly Time(string text, string field) =>
        TimeOnly.TryParseExact(text, "HH:mm", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var time)
            ? time : throw new JsonException($"{field}: '{text}' is not a time of day (HH:MM)");
}

sealed record AnnouncementsAnswer(JsonElement[] Announcements) : Answer;

sealed record AnnouncementAnswer(
    string Type, string Message, string Status, [property: JsonConverter(typeof(UnixSecondsConverter))] long? DeliveryTime) : Answer
{
    /// <exception cref="JsonException">The time is missing.</exception>
    internal Announcement ToAnnouncement() => new(Type, Message, Status, DeliveryTime ?? throw new JsonException("delivery_time: missing"));
}

sealed record UserDataAnswer([property: JsonConverter(typeof(UnixSecondsConverter))] long? AsOfTime) : Answer;

/// <summary>The older shape gives requests per second instead of buckets; it is refused, since the unit is another.</summary>
sealed record LimitsAnswer(string UsageTier, BucketAnswer Read, BucketAnswer Write) : Answer
{
    internal override bool IsKnown(string name) => name is "grants" or "read_limit" or "write_limit";
}

sealed record BucketAnswer(double BucketCapacity, double RefillRate) : Answer;

sealed record CostsAnswer(double DefaultCost, CostAnswer[] EndpointCosts) : Answer;

sealed record CostAnswer(string Method, string Path, double Cost) : Answer;
