using System.Globalization;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalshi.Bus;

/// <summary>Stores rejected messages in the dead-letter stream, acknowledged before the caller goes on.</summary>
public sealed partial class DeadLetterWriter : IDeadLetters, IAsyncDisposable
{
    const int Window = 256;

    /// <summary>Where messages of the bus go that are no events at all: their subject says nothing reliable.</summary>
    internal const string InvalidEvent = "invalid_event";

    readonly StreamPublisher _publisher;
    readonly string _instance;
    readonly ILogger _log;
    long _count;

    public DeadLetterWriter(NatsConnection connection, ILogger? log = null)
    {
        _publisher = new(connection, new() { Window = Window });
        _instance = connection.NewInbox();
        _log = log ?? NullLogger.Instance;
    }

    /// <summary>Dead letters written by this process.</summary>
    public long Count => Interlocked.Read(ref _count);

    public Task RejectAsync(string origin, string reason, ReadOnlyMemory<byte> original, string? identity, CancellationToken cancellationToken) =>
        WriteAsync(SubjectOf(origin), origin, reason, original, identity, stream: null, sequence: null, cancellationToken);

    public ValueTask DisposeAsync() => _publisher.DisposeAsync();

    /// <summary>Rejects a message of a stream: whoever rejects it again does not store it again.</summary>
    internal Task RejectAsync(string subject, JetStreamMessage message, string reason, CancellationToken cancellationToken) =>
        WriteAsync(
            SubjectOf(subject), message.Subject, reason, message.Payload,
            string.Create(CultureInfo.InvariantCulture, $"{message.Delivery.Stream}:{message.Delivery.StreamSequence}"),
            message.Delivery.Stream, message.Delivery.StreamSequence, cancellationToken);

    async Task WriteAsync(
        string subject, string origin, string reason, ReadOnlyMemory<byte> original, string? identity, string? stream, long? sequence,
        CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _count);
        LogRejected(origin, reason);
        var headers = new List<(string, string)>
        {
            (DeadLetterHeaders.Error, Line(reason, DeadLetterHeaders.MaxError)),
            (DeadLetterHeaders.Origin, Line(origin, DeadLetterHeaders.MaxError)),
        };
        if (stream is not null)
            headers.Add((DeadLetterHeaders.OriginStream, stream));
        if (sequence is { } position)
            headers.Add((DeadLetterHeaders.OriginSequence, position.ToString(CultureInfo.InvariantCulture)));
        if (identity is not null)
            headers.Add((DeadLetterHeaders.Identity, Line(identity, DeadLetterHeaders.MaxError)));
        // Without an identity every rejection is one of its own, but sending it twice must still not store it twice.
        var id = identity is null ? $"{_instance}.{number}" : $"dlq:{Line(identity, DeadLetterHeaders.MaxError)}";
        var expectation = new PublishExpectation(MessageId: id, Stream: StreamTopology.DeadLetter);
        await await _publisher.SendAsync(subject, expectation.ToHeaders(headers.ToArray()), original, cancellationToken);
    }

    static string SubjectOf(string origin)
    {
        var subject = $"{Subjects.DeadLetters}.{string.Join('.', origin.Split('.').Take(16).Select(NatsSubject.SanitizeToken))}";
        // No origin may look like the mark of a handled letter.
        return DeadLetterMark.IsSubject(subject) ? subject.Insert(Subjects.DeadLetters.Length + 1, "-") : subject;
    }

    static string Line(string text, int max)
    {
        var line = text.Length <= max ? text : text[..max];
        return string.Create(line.Length, line, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsControl(source[i]) ? ' ' : source[i];
        });
    }

    [LoggerMessage(2201, LogLevel.Warning, "Dead letter from {Origin}: {Reason}")]
    partial void LogRejected(string origin, string reason);
}
