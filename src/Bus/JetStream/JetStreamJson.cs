using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kalshi.Bus.JetStream;

sealed record ApiError(int Code, int ErrCode, string? Description);

/// <summary>What every answer may be instead of what was asked for.</summary>
sealed record ApiFailure(ApiError? Error);

sealed record DeleteResponse(bool Success);

sealed record CreateConsumerRequest(string StreamName, ConsumerConfig Config);

sealed record PullRequest(int Batch, TimeSpan? Expires, TimeSpan? IdleHeartbeat, bool NoWait);

sealed record GetMessageRequest(long? Seq, string? LastBySubj, string? NextBySubj);

sealed record GetMessageResponse(GetMessageResponse.Stored Message)
{
    internal sealed record Stored(string Subject, long Seq, byte[]? Hdrs, byte[]? Data, DateTimeOffset Time);
}

sealed record StreamInfoRequest(string SubjectsFilter, int Offset);

/// <param name="Total">Subjects that match; absent before 2.9.</param>
sealed record StreamSubjects(StreamSubjects.Held State, long Total)
{
    internal sealed record Held(Dictionary<string, long>? Subjects);
}

sealed record ListRequest(int Offset);

/// <param name="Consumers">Null in the place of one that is deleted while the server makes the list.</param>
sealed record ConsumerList(ConsumerInfo?[]? Consumers, long Total)
{
    internal IEnumerable<ConsumerInfo> There => (Consumers ?? []).OfType<ConsumerInfo>();
}

sealed record Nak(TimeSpan Delay);

/// <summary>JetStream counts durations in nanoseconds.</summary>
sealed class NanosecondsConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TimeSpan.FromTicks(reader.GetInt64() / TimeSpan.NanosecondsPerTick);

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(checked(value.Ticks * TimeSpan.NanosecondsPerTick));
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(NanosecondsConverter)])]
[JsonSerializable(typeof(ApiFailure))]
[JsonSerializable(typeof(DeleteResponse))]
[JsonSerializable(typeof(StreamConfig))]
[JsonSerializable(typeof(StreamInfo))]
[JsonSerializable(typeof(CreateConsumerRequest))]
[JsonSerializable(typeof(ConsumerInfo))]
[JsonSerializable(typeof(PullRequest))]
[JsonSerializable(typeof(GetMessageRequest))]
[JsonSerializable(typeof(GetMessageResponse))]
[JsonSerializable(typeof(StreamInfoRequest))]
[JsonSerializable(typeof(StreamSubjects))]
[JsonSerializable(typeof(ListRequest))]
[JsonSerializable(typeof(ConsumerList))]
[JsonSerializable(typeof(Nak))]
sealed partial class JetStreamJson : JsonSerializerContext;
