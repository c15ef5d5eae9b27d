using System.Runtime.CompilerServices;
using Kalshi.Bus.JetStream;
using Kalshi.Grains;
using Orleans.Streams;

namespace Kalshi.Bus.Streams;

/// <summary>What JetStream still holds of one grain stream, beside the consumer that feeds the grains.</summary>
public sealed class StreamPast(JetStreamClient jetStream, JetStreamQueueOptions options)
{
    static readonly string[] OfMarkets = [Subjects.QuoteUpdates, Subjects.OrderBooks, Subjects.Lifecycle, Subjects.ContractUpdates];

    readonly StreamReplay _replay = new(jetStream);

    /// <summary>The stream's events from one sequence to another, the second one excluded, oldest first. What is no event is passed
    /// over: the consumer has it in the dead letters.</summary>
    public async IAsyncEnumerable<IBatchContainer> ReadAsync(
        StreamId stream, long from, long until, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var message in _replay.ReadAsync(options.Stream, SubjectsOf(stream), from, until - 1, cancellationToken))
        {
            if (EventMessage.TryRead(message, out var received, out _))
                yield return new EventBatch(received.Envelope, received.Sequence);
        }
    }

    /// <summary>The subjects whose events make up a grain stream.</summary>
    /// <exception cref="ArgumentException">No namespace of ours.</exception>
    public static IReadOnlyList<string> SubjectsOf(StreamId stream) => SubjectsOf(stream.GetNamespace() ?? "", stream.GetKeyAsString());

    /// <inheritdoc cref="SubjectsOf(StreamId)"/>
    public static IReadOnlyList<string> SubjectsOf(string streamNamespace, string key) => streamNamespace switch
    {
        StreamNamespaces.Spot => [Subjects.Of(Subjects.SpotTicks, key)],
        StreamNamespaces.Market => [.. OfMarkets.Select(subject => Subjects.Of(subject, key))],
        _ => throw new ArgumentException($"'{streamNamespace}' is no stream namespace", nameof(streamNamespace)),
    };
}
