using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kalshi.Bus.Nats;

namespace Kalshi.Bus.JetStream;

/// <summary>Streams and consumers of one server: create, look at, delete, read by position.</summary>
/// <remarks>Every call is one request: <see cref="JetStreamException"/> when the server refuses,
/// <see cref="NatsNoRespondersException"/> when it runs without JetStream, <see cref="NatsTimeoutException"/> when it is silent.
/// Protocol: https://docs.nats.io/reference/reference-protocols/nats_api_reference .</remarks>
public sealed class JetStreamClient(NatsConnection connection)
{
    static readonly SearchValues<char> NotInNames = SearchValues.Create(" .*>/\\\t\r\n");

    static JetStreamJson Json => JetStreamJson.Default;

    public NatsConnection Connection { get; } = connection;

    public Task<StreamInfo> CreateStreamAsync(StreamConfig config, CancellationToken cancellationToken = default) =>
        CallAsync($"STREAM.CREATE.{Token(config.Name)}", config, Json.StreamConfig, Json.StreamInfo, cancellationToken);

    public Task<StreamInfo> UpdateStreamAsync(StreamConfig config, CancellationToken cancellationToken = default) =>
        CallAsync($"STREAM.UPDATE.{Token(config.Name)}", config, Json.StreamConfig, Json.StreamInfo, cancellationToken);

    /// <summary>Null when there is no such stream.</summary>
    public Task<StreamInfo?> FindStreamAsync(string stream, CancellationToken cancellationToken = default) =>
        FindAsync(CallAsync($"STREAM.INFO.{Token(stream)}", Json.StreamInfo, cancellationToken));

    /// <summary>The subjects of a filter that the stream holds messages of, and how many of each.</summary>
    public async Task<IReadOnlyDictionary<string, long>> SubjectsAsync(string stream, string filter, CancellationToken cancellationToken = default)
    {
        var subjects = new Dictionary<string, long>();
        while (true)
        {
            var page = await CallAsync(
                $"STREAM.INFO.{Token(stream)}", new(filter, subjects.Count), Json.StreamInfoRequest, Json.StreamSubjects, cancellationToken);
            foreach (var (subject, messages) in page.State.Subjects ?? [])
                subjects[subject] = messages;
            if (page.State.Subjects is not { Count: > 0 } || subjects.Count >= page.Total)
                return subjects;
        }
    }

    /// <summary>The consumers of a stream, by name.</summary>
    public async Task<IReadOnlyList<ConsumerInfo>> ListConsumersAsync(string stream, CancellationToken cancellationToken = default)
    {
        var consumers = new List<ConsumerInfo>();
        for (var listed = 0; ;)
        {
            var page = await CallAsync($"CONSUMER.LIST.{Token(stream)}", new(listed), Json.ListRequest, Json.ConsumerList, cancellationToken);
            consumers.AddRange(page.There);
            listed += page.Consumers?.Length ?? 0;
            if (page.Consumers is not { Length: > 0 } || listed >= page.Total)
                return [.. consumers.OrderBy(c => c.Name, StringComparer.Ordinal)];
        }
    }

    public Task DeleteStreamAsync(string stream, CancellationToken cancellationToken = default) =>
        CallAsync($"STREAM.DELETE.{Token(stream)}", Json.DeleteResponse, cancellationToken);

    /// <summary>Creates a consumer; an existing durable one with the same configuration is left as it is.</summary>
    public Task<ConsumerInfo> CreateConsumerAsync(string stream, ConsumerConfig config, CancellationToken cancellationToken = default) =>
        CallAsync(
            config.DurableName is { } name ? $"CONSUMER.DURABLE.CREATE.{Token(stream)}.{Token(name)}" : $"CONSUMER.CREATE.{Token(stream)}",
            new(stream, config), Json.CreateConsumerRequest, Json.ConsumerInfo, cancellationToken);

    /// <summary>Null when there is no such consumer or stream.</summary>
    public Task<ConsumerInfo?> FindConsumerAsync(string stream, string consumer, CancellationToken cancellationToken = default) =>
        FindAsync(CallAsync($"CONSUMER.INFO.{Token(stream)}.{Token(consumer)}", Json.ConsumerInfo, cancellationToken));

    public Task DeleteConsumerAsync(string stream, string consumer, CancellationToken cancellationToken = default) =>
        CallAsync($"CONSUMER.DELETE.{Token(stream)}.{Token(consumer)}", Json.DeleteResponse, cancellationToken);

    /// <summary>Null when the stream holds no message at that sequence (any more).</summary>
    public Task<StoredMessage?> GetMessageAsync(string stream, long sequence, CancellationToken cancellationToken = default) =>
        GetAsync(stream, new(sequence, null, null), cancellationToken);

    /// <summary>The newest message of a subject; null when there is none.</summary>
    public Task<StoredMessage?> GetLastMessageAsync(string stream, string subject, CancellationToken cancellationToken = default) =>
        GetAsync(stream, new(null, subject, null), cancellationToken);

    /// <summary>The first message of a subject at or after a sequence; null when there is none.</summary>
    public Task<StoredMessage?> GetNextMessageAsync(string stream, string subject, long fromSequence, CancellationToken cancellationToken = default) =>
        GetAsync(stream, new(fromSequence, null, subject), cancellationToken);

    async Task<StoredMessage?> GetAsync(string stream, GetMessageRequest request, CancellationToken cancellationToken)
    {
        var answer = await FindAsync(CallAsync(
            $"STREAM.MSG.GET.{Token(stream)}", request, Json.GetMessageRequest, Json.GetMessageResponse, cancellationToken));
        return answer?.Message is { } m ? new(m.Subject, m.Seq, m.Time, new(m.Hdrs), m.Data ?? []) : null;
    }

    static async Task<T?> FindAsync<T>(Task<T> call)
        where T : class
    {
        try
        {
            return await call;
        }
        catch (JetStreamException e) when (e.Code == JetStreamException.NotFound)
        {
            return null;
        }
    }

    Task<TAnswer> CallAsync<TRequest, TAnswer>(
        string call, TRequest request, JsonTypeInfo<TRequest> requestType, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellationToken) =>
        CallAsync(call, JsonSerializer.SerializeToUtf8Bytes(request, requestType), answerType, cancellationToken);

    Task<TAnswer> CallAsync<TAnswer>(string call, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellationToken) =>
        CallAsync(call, [], answerType, cancellationToken);

    async Task<TAnswer> CallAsync<TAnswer>(string call, byte[] request, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellationToken)
    {
        var subject = $"$JS.API.{call}";
        var answer = (await Connection.RequestAsync(subject, request, cancellationToken: cancellationToken)).Payload.Span;
        try
        {
            if (JsonSerializer.Deserialize(answer, Json.ApiFailure)?.Error is { } error)
                throw new JetStreamException(error.Code, error.ErrCode, error.Description ?? "without a reason", subject);
            return JsonSerializer.Deserialize(answer, answerType)
                ?? throw new NatsProtocolException($"the answer to '{subject}' is null");
        }
        catch (JsonException e)
        {
            throw new NatsProtocolException($"the answer to '{subject}' is not what JetStream sends: {e.Message}");
        }
    }

    // Names become tokens of the API's subjects: anything else would address another call.
    static string Token(string name) =>
        name.Length is > 0 and <= 255 && !name.AsSpan().ContainsAny(NotInNames)
            ? name
            : throw new ArgumentException($"'{name}' is no name of a stream or consumer");
}
