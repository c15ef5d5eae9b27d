using System.Runtime.CompilerServices;
using Kalshi.Bus.JetStream;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalshi.Bus;

/// <summary>Reads what the streams hold, beside their consumers.</summary>
/// <remarks>Messages that are no events are skipped and logged: the durable consumers send them to the dead letters.</remarks>
public sealed partial class EventHistory(JetStreamClient jetStream, ILogger? log = null)
{
    const long FirstWindow = 1024;

    readonly StreamReplay _replay = new(jetStream);
    readonly ILogger _log = log ?? NullLogger.Instance;

    /// <summary>Events of a subject or filter in stream order, both ends included.</summary>
    /// <param name="subjectFilter">E.g. <c>market.order_books.KXBTCD-26FEB1317-T66249_99</c>, or <c>market.spot_ticks.&gt;</c>.</param>
    /// <param name="toSequence">Null: to what the stream holds now.</param>
    public IAsyncEnumerable<ReceivedEvent> ReadAsync(
        string subjectFilter, long fromSequence, long? toSequence, CancellationToken cancellationToken = default) =>
        ReadAsync([subjectFilter], fromSequence, toSequence, cancellationToken);

    /// <summary>Events of several subjects of one stream in its order, both ends included.</summary>
    /// <param name="subjects">None matches what another one does.</param>
    /// <param name="toSequence">Null: to what the stream holds now.</param>
    public async IAsyncEnumerable<ReceivedEvent> ReadAsync(
        IReadOnlyList<string> subjects, long fromSequence, long? toSequence, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var stream = StreamTopology.StreamOf(subjects[0]);
        var last = toSequence ?? await LastSequenceAsync(stream, cancellationToken);
        await foreach (var message in _replay.ReadAsync(stream, subjects, fromSequence, last, cancellationToken))
        {
            if (EventMessage.TryRead(message, out var received, out var reason))
                yield return received;
            else
                LogSkipped(stream, message.Sequence, reason);
        }
    }

    /// <summary>The newest sequence of a stream; 0 while nothing was ever stored, or when there is no such stream.</summary>
    public async Task<long> LastSequenceAsync(string stream, CancellationToken cancellationToken = default) =>
        (await jetStream.FindStreamAsync(stream, cancellationToken))?.State.LastSeq ?? 0;

    /// <summary>The newest events of a subject or filter, oldest first.</summary>
    public async Task<IReadOnlyList<ReceivedEvent>> LastAsync(string subjectFilter, int count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var stream = StreamTopology.StreamOf(subjectFilter);
        if (await jetStream.FindStreamAsync(stream, cancellationToken) is not { State: { Messages: > 0 } state })
            return [];

        // A stream cannot be read backwards: look further and further back until enough events follow.
        var window = FirstWindow;
        var from = state.LastSeq;
        do
        {
            from = Math.Max(state.FirstSeq, state.LastSeq - window);
            window *= 8;
        }
        while (from > state.FirstSeq && await _replay.CountAsync(stream, subjectFilter, from, cancellationToken) < count);

        var newest = new Queue<ReceivedEvent>();
        await foreach (var received in ReadAsync(subjectFilter, from, state.LastSeq, cancellationToken))
        {
            if (newest.Count == count)
                newest.Dequeue();
            newest.Enqueue(received);
        }
        return [.. newest];
    }

    [LoggerMessage(2301, LogLevel.Warning, "{Stream} sequence {Sequence} is no event and was skipped: {Reason}")]
    partial void LogSkipped(string stream, long sequence, string reason);
}
