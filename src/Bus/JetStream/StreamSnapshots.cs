using System.Text;
using System.Text.Json;
using Kalshi.Bus.Nats;

namespace Kalshi.Bus.JetStream;

/// <summary>A stream's messages with their sequences, in the server's own form.</summary>
/// <param name="ConfigJson">The stream's configuration as the server said it.</param>
/// <param name="StateJson">What the snapshot holds, as the server said it.</param>
public sealed record StreamSnapshot(string Stream, string ConfigJson, string StateJson, long Messages, long LastSequence);

/// <summary>Takes a stream out of a server and puts it into another one, sequences included.</summary>
/// <remarks>Without its consumers: where each stood is only right together with what it had made of the messages. Protocol:
/// https://docs.nats.io/reference/reference-protocols/nats_api_reference , and ADR-1's schemas of stream_snapshot and
/// stream_restore.</remarks>
public sealed class StreamSnapshots(NatsConnection connection)
{
    // The server sends at most 8 MiB ahead of our answers, as long as we are not much slower than it: room for more than that.
    const int ChunkBytes = 128 * 1024;
    const int Capacity = 2048;

    static readonly TimeSpan ChunkPatience = TimeSpan.FromSeconds(30);
    static readonly TimeSpan RestorePatience = TimeSpan.FromMinutes(10);

    /// <summary>Names of the durable consumers of a stream.</summary>
    public async Task<IReadOnlyList<string>> ConsumersAsync(string stream, CancellationToken cancellationToken = default)
    {
        using var answer = await CallAsync($"$JS.API.CONSUMER.NAMES.{stream}", "{}"u8.ToArray(), null, cancellationToken);
        return answer.RootElement.TryGetProperty("consumers", out var names) && names.ValueKind == JsonValueKind.Array
            ? [.. names.EnumerateArray().Select(name => name.GetString()!)]
            : [];
    }

    /// <summary>Writes everything that the stream holds at this moment; the server checks each message on the way.</summary>
    /// <param name="written">Hears after each chunk how many bytes there are.</param>
    /// <exception cref="JetStreamException">No such stream, or a message of it is damaged.</exception>
    /// <exception cref="NatsException">The transfer broke; what was written is of no use.</exception>
    public async Task<StreamSnapshot> SaveAsync(
        string stream, Stream target, Action<long>? written = null, CancellationToken cancellationToken = default)
    {
        var bytes = 0L;
        var inbox = connection.NewInbox();
        await using var chunks = connection.Subscribe(inbox, capacity: Capacity);
        var request = JsonSerializer.SerializeToUtf8Bytes(new { deliver_subject = inbox, no_consumers = true, jsck = true, chunk_size = ChunkBytes });
        using var answer = await CallAsync($"$JS.API.STREAM.SNAPSHOT.{stream}", request, RestorePatience, cancellationToken);
        var (config, state) = (answer.RootElement.GetProperty("config"), answer.RootElement.GetProperty("state"));

        for (var expected = 1L; ; expected++)
        {
            using var timer = new CancellationTokenSource(ChunkPatience, connection.Time);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
            NatsMessage chunk;
            try
            {
                chunk = await chunks.ReadAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new NatsException($"the snapshot of {stream} broke off: no chunk {expected} within {ChunkPatience.TotalSeconds:0} s");
            }
            if (chunk.Headers.Status is { Code: >= 400 } refusal)
                throw new NatsException($"the snapshot of {stream} broke off at chunk {expected}: {refusal.Code} {refusal.Text}");
            if (chunk.Payload.IsEmpty)
                break;
            if (chunk.ReplyTo.Length > 0 && !chunk.ReplyTo.EndsWith($".{expected}", StringComparison.Ordinal))
                throw new NatsException($"the snapshot of {stream} has a hole at chunk {expected}: {chunks.Dropped} were lost on the way");
            await target.WriteAsync(chunk.Payload, cancellationToken);
            written?.Invoke(bytes += chunk.Payload.Length);
            if (chunk.ReplyTo.Length > 0)
                await connection.PublishAsync(chunk.ReplyTo, ReadOnlyMemory<byte>.Empty, cancellationToken: cancellationToken);
        }
        return new(
            stream, config.GetRawText(), state.GetRawText(), state.GetProperty("messages").GetInt64(), state.GetProperty("last_seq").GetInt64());
    }

    /// <summary>Creates the stream from what <see cref="SaveAsync"/> wrote.</summary>
    /// <param name="taken">Hears after each chunk how many bytes the server has.</param>
    /// <exception cref="JetStreamException">There is such a stream, or the server does not take it.</exception>
    public async Task RestoreAsync(
        StreamSnapshot snapshot, Stream source, Action<long>? taken = null, CancellationToken cancellationToken = default)
    {
        var bytes = 0L;
        var request = $$"""{"config":{{snapshot.ConfigJson}},"state":{{snapshot.StateJson}}}""";
        using var begun = await CallAsync(
            $"$JS.API.STREAM.RESTORE.{snapshot.Stream}", Encoding.UTF8.GetBytes(request), null, cancellationToken);
        var subject = begun.RootElement.GetProperty("deliver_subject").GetString()!;

        var buffer = new byte[ChunkBytes];
        int read;
        while ((read = await source.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)) > 0)
        {
            var answer = await connection.RequestAsync(subject, buffer.AsMemory(0, read), timeout: ChunkPatience, cancellationToken: cancellationToken);
            if (!answer.Payload.IsEmpty)
                Parse(subject, answer.Payload).Dispose();
            taken?.Invoke(bytes += read);
        }
        // The end: now the server unpacks and checks it.
        (await CallAsync(subject, [], RestorePatience, cancellationToken)).Dispose();
    }

    async Task<JsonDocument> CallAsync(string subject, byte[] request, TimeSpan? timeout, CancellationToken cancellationToken) =>
        Parse(subject, (await connection.RequestAsync(subject, request, timeout: timeout, cancellationToken: cancellationToken)).Payload);

    static JsonDocument Parse(string subject, ReadOnlyMemory<byte> answer)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(answer);
        }
        catch (JsonException e)
        {
            throw new NatsProtocolException($"the answer to '{subject}' is not what JetStream sends: {e.Message}");
        }
        if (!document.RootElement.TryGetProperty("error", out var error))
            return document;
        using (document)
        {
            throw new JetStreamException(
                error.GetProperty("code").GetInt32(),
                error.TryGetProperty("err_code", out var code) ? code.GetInt32() : 0,
                error.TryGetProperty("description", out var words) ? words.GetString()! : "without a reason",
                subject);
        }
    }
}
