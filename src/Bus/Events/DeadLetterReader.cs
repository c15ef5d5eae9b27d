using System.Globalization;
using Kalshi.Bus.JetStream;

namespace Kalshi.Bus;

/// <summary>Reads the dead-letter stream without taking anything from it.</summary>
public sealed class DeadLetterReader(JetStreamClient jetStream)
{
    const int Parallel = 32;

    /// <summary>The newest <paramref name="count"/> dead letters, newest first.</summary>
    /// <param name="count">1 to 1000.</param>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(int count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1000);
        var found = new List<DeadLetter>();
        if (await jetStream.FindStreamAsync(StreamTopology.DeadLetter, cancellationToken) is not { State: { Messages: > 0 } state })
            return found;
        for (var next = state.LastSeq; next >= state.FirstSeq && found.Count < count; next -= Parallel)
        {
            var letters = await Task.WhenAll(
                Enumerable.Range(0, Parallel).Select(i => next - i).Where(s => s >= state.FirstSeq).Select(s => FindAsync(s, cancellationToken)));
            found.AddRange(letters.OfType<DeadLetter>());
        }
        return found.Count <= count ? found : found[..count];
    }

    /// <summary>Null when the stream holds none at that sequence (any more).</summary>
    public async Task<DeadLetter?> FindAsync(long sequence, CancellationToken cancellationToken = default)
    {
        if (await jetStream.GetMessageAsync(StreamTopology.DeadLetter, sequence, cancellationToken) is not { } message)
            return null;
        var headers = message.Headers;
        return new(
            message.Sequence, message.Stored, message.Subject, headers[DeadLetterHeaders.Origin] ?? "", headers[DeadLetterHeaders.Error] ?? "",
            headers[DeadLetterHeaders.OriginStream],
            long.TryParse(headers[DeadLetterHeaders.OriginSequence], NumberStyles.None, CultureInfo.InvariantCulture, out var origin) ? origin : null,
            headers[DeadLetterHeaders.Identity], message.Payload);
    }

    /// <summary>Dead letters in the stream.</summary>
    public async Task<long> CountAsync(CancellationToken cancellationToken = default) =>
        (await jetStream.FindStreamAsync(StreamTopology.DeadLetter, cancellationToken))?.State.Messages ?? 0;
}
