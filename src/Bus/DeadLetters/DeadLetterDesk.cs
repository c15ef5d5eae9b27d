using System.Text.Json;
using System.Text.Json.Serialization;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;
using Kalshi.Grains.Events;

namespace Kalshi.Bus;

/// <summary>Where dead letters are handled: published again, or put aside with a name and a reason. Each is handled once.</summary>
/// <remarks>The mark that says so is a message of the same stream, so that it lives at least as long as the letter and needs no
/// store of its own. The stream takes it only as the first of its subject: two operators cannot both handle one letter.</remarks>
public sealed partial class DeadLetterDesk(JetStreamClient jetStream) : IAsyncDisposable
{
    // JetStream's number for an expected sequence that is another one.
    const int WrongLastSequence = 10071;

    readonly StreamPublisher _publisher = new(jetStream.Connection, new() { Window = 16 });
    readonly DeadLetterReader _reader = new(jetStream);

    /// <summary>The letter, if it can still be handled.</summary>
    /// <exception cref="DeadLetterException">There is none, or it was handled before.</exception>
    public async Task<DeadLetter> OpenAsync(long sequence, CancellationToken cancellationToken = default)
    {
        var letter = await _reader.FindAsync(sequence, cancellationToken)
            ?? throw new DeadLetterException($"there is no dead letter {sequence} (any more)", isMissing: true);
        return letter.Handled is { } mark ? throw Handled(mark) : letter;
    }

    /// <summary>The event that the letter holds, under the same rules as when it was rejected.</summary>
    /// <exception cref="DeadLetterException">It still is none; says why.</exception>
    public static EventEnvelope Read(DeadLetter letter) =>
        EventJson.TryParse(letter.Body.Span, out var envelope, out var reason)
            ? envelope
            : throw new DeadLetterException($"dead letter {letter.Sequence} is no event and cannot be published: {reason}");

    /// <summary>Publishes the letter's bytes on the subject of their event, as a new message, and marks the letter.</summary>
    /// <remarks>Its message id is of this replay: the event's own may still be within the duplicate window, and the stream would
    /// not store it again. Consumers recognise the event by its key.</remarks>
    /// <exception cref="DeadLetterException">No event, or handled before.</exception>
    /// <exception cref="NatsException">Not stored: it can be tried again.</exception>
    public async Task<PublishAck> ReplayAsync(DeadLetter letter, string actor, string reason, CancellationToken cancellationToken = default)
    {
        var envelope = Read(letter);
        var id = $"{envelope.IdempotencyKey}:replay:{letter.Sequence}";
        var stored = await await _publisher.SendAsync(
            Subjects.Of(envelope.Payload), new PublishExpectation(MessageId: id).ToHeaders(), letter.Body, cancellationToken);
        await MarkAsync(letter, DeadLetterMark.Replayed, actor, reason, cancellationToken);
        return stored;
    }

    /// <summary>Marks the letter as one about which nothing is to be done.</summary>
    /// <exception cref="DeadLetterException">Handled before.</exception>
    public Task AcknowledgeAsync(DeadLetter letter, string actor, string reason, CancellationToken cancellationToken = default) =>
        MarkAsync(letter, DeadLetterMark.Acknowledged, actor, reason, cancellationToken);

    public ValueTask DisposeAsync() => _publisher.DisposeAsync();

    async Task MarkAsync(DeadLetter letter, string disposition, string actor, string reason, CancellationToken cancellationToken)
    {
        var now = jetStream.Connection.Time.GetUtcNow().ToUnixTimeSeconds();
        var mark = new DeadLetterMark(letter.Sequence, disposition, actor, reason, now);
        var expectation = new PublishExpectation(
            MessageId: $"dlq:handled:{letter.Sequence}:{disposition}:{actor}:{now}", LastSubjectSequence: 0, Stream: StreamTopology.DeadLetter);
        try
        {
            await await _publisher.SendAsync(
                DeadLetterMark.SubjectOf(letter.Sequence), expectation.ToHeaders(),
                JsonSerializer.SerializeToUtf8Bytes(mark, MarkJson.Default.DeadLetterMark), cancellationToken);
        }
        catch (JetStreamException e) when (e.ErrorCode == WrongLastSequence)
        {
            throw await _reader.FindMarkAsync(letter.Sequence, cancellationToken) is { } before ? Handled(before) : e;
        }
    }

    static DeadLetterException Handled(DeadLetterMark mark) => new(
        $"dead letter {mark.Sequence} was {mark.Disposition} by {mark.Actor} at {DateTimeOffset.FromUnixTimeSeconds(mark.Ts):u}: {mark.Reason}");

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(DeadLetterMark))]
    internal sealed partial class MarkJson : JsonSerializerContext;
}
