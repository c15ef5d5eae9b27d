using System.Globalization;
using System.Text.Json;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Watching;

namespace Kalshi.Bus;

/// <summary>Reads the dead-letter stream without taking anything from it.</summary>
public sealed class DeadLetterReader(JetStreamClient jetStream)
{
    const int Parallel = 32;

    /// <summary>The newest <paramref name="count"/> dead letters, newest first.</summary>
    /// <param name="count">1 to 1000.</param>
    /// <param name="openOnly">Only those that nobody has handled.</param>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(int count, bool openOnly = false, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1000);
        var found = new List<DeadLetter>();
        if (await jetStream.FindStreamAsync(StreamTopology.DeadLetter, cancellationToken) is not { State: { Messages: > 0 } state })
            return found;
        var handled = await HandledAsync(cancellationToken);
        for (var next = state.LastSeq; next >= state.FirstSeq && found.Count < count; next -= Parallel)
        {
            var letters = await Task.WhenAll(Enumerable.Range(0, Parallel).Select(i => next - i)
                .Where(s => s >= state.FirstSeq && !(openOnly && handled.Contains(s)))
                .Select(s => FindAsync(s, handled.Contains(s), cancellationToken)));
            found.AddRange(letters.OfType<DeadLetter>());
        }
        return found.Count <= count ? found : found[..count];
    }

    /// <summary>Null when the stream holds none at that sequence (any more).</summary>
    public Task<DeadLetter?> FindAsync(long sequence, CancellationToken cancellationToken = default) =>
        FindAsync(sequence, mayBeHandled: true, cancellationToken);

    /// <summary>Dead letters in the stream, by whether somebody has handled them.</summary>
    public async Task<DeadLetterCounts> CountAsync(CancellationToken cancellationToken = default)
    {
        if (await jetStream.FindStreamAsync(StreamTopology.DeadLetter, cancellationToken) is not { State: { Messages: > 0 } state })
            return new(0, 0);
        var marks = await HandledAsync(cancellationToken);
        // A mark outlives its letter by as long as it came later.
        var handled = marks.Count(s => s >= state.FirstSeq);
        return new(Math.Max(0, state.Messages - marks.Count - handled), handled);
    }

    /// <summary>Who handled a letter, and how; null while nobody has.</summary>
    internal async Task<DeadLetterMark?> FindMarkAsync(long sequence, CancellationToken cancellationToken) =>
        await jetStream.GetLastMessageAsync(StreamTopology.DeadLetter, DeadLetterMark.SubjectOf(sequence), cancellationToken) is { } message
            ? JsonSerializer.Deserialize(message.Payload.Span, DeadLetterDesk.MarkJson.Default.DeadLetterMark)
            : null;

    async Task<DeadLetter?> FindAsync(long sequence, bool mayBeHandled, CancellationToken cancellationToken)
    {
        if (await jetStream.GetMessageAsync(StreamTopology.DeadLetter, sequence, cancellationToken) is not { } message
            || DeadLetterMark.IsSubject(message.Subject))
            return null;
        var headers = message.Headers;
        return new(
            message.Sequence, message.Stored, message.Subject, headers[DeadLetterHeaders.Origin] ?? "", headers[DeadLetterHeaders.Error] ?? "",
            headers[DeadLetterHeaders.OriginStream],
            long.TryParse(headers[DeadLetterHeaders.OriginSequence], NumberStyles.None, CultureInfo.InvariantCulture, out var origin) ? origin : null,
            headers[DeadLetterHeaders.Identity], message.Payload,
            mayBeHandled ? await FindMarkAsync(sequence, cancellationToken) : null);
    }

    async Task<HashSet<long>> HandledAsync(CancellationToken cancellationToken)
    {
        var subjects = await jetStream.SubjectsAsync(StreamTopology.DeadLetter, DeadLetterMark.SubjectsOfAll, cancellationToken);
        return [.. subjects.Keys.Select(s => long.TryParse(s.AsSpan(s.LastIndexOf('.') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).Where(n => n > 0)];
    }
}
