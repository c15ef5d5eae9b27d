using System.Runtime.CompilerServices;
using Kalshi.Bus.Nats;

namespace Kalshi.Bus.JetStream;

/// <summary>Reads a part of a stream once, in order and without holes, leaving no trace on the server.</summary>
/// <remarks>The first messages by their position, the rest through an unacknowledged, unnamed consumer, which is deleted at the end: the
/// server tells every consumer of every message that it stores. When its numbering has a hole or it vanishes with the server, another
/// one goes on where it stopped. Where to stop is asked of the stream beforehand: servers before 2.10 miscount what a consumer with a
/// wildcard still has to deliver, below zero at times.</remarks>
sealed class StreamReplay(JetStreamClient jetStream)
{
    // Of so few, each is asked for by itself: a consumer looks for more until it is deleted, at the cost of all that lies behind.
    const int Few = 16;
    const int Batch = 2048;
    const int AttemptsWithoutProgress = 5;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Messages of several subjects in the stream's order, from one sequence to another, both included.</summary>
    /// <remarks>Instead of one wildcard: for that the server looks at every subject that it holds.</remarks>
    /// <exception cref="NatsException">No progress within the bounded attempts.</exception>
    internal async IAsyncEnumerable<StoredMessage> ReadAsync(
        string stream, IEnumerable<string> subjects, long from, long to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var sources = subjects.Select(subject => ReadAsync(stream, subject, from, to, cancellationToken).GetAsyncEnumerator(cancellationToken)).ToList();
        try
        {
            foreach (var source in sources.ToArray())
                await AdvanceAsync(source);
            while (sources.MinBy(source => source.Current.Sequence) is { } earliest)
            {
                yield return earliest.Current;
                await AdvanceAsync(earliest);
            }
        }
        finally
        {
            foreach (var source in sources)
                await source.DisposeAsync();
        }

        async Task AdvanceAsync(IAsyncEnumerator<StoredMessage> source)
        {
            if (await source.MoveNextAsync())
                return;
            sources.Remove(source);
            await source.DisposeAsync();
        }
    }

    /// <summary>Messages of a subject filter from one sequence to another, both included.</summary>
    /// <exception cref="NatsException">No progress within the bounded attempts.</exception>
    internal async IAsyncEnumerable<StoredMessage> ReadAsync(
        string stream, string filter, long from, long to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = Math.Max(from, 1);
        if (await jetStream.GetLastMessageAsync(stream, filter, cancellationToken) is not { } newest)
            yield break;
        to = Math.Min(to, newest.Sequence);
        for (var i = 0; i < Few && next <= to; i++)
        {
            if (await jetStream.GetNextMessageAsync(stream, filter, next, cancellationToken) is not { } message || message.Sequence > to)
                yield break;
            yield return message;
            next = message.Sequence + 1;
        }
        for (var attempt = 1; next <= to; attempt++)
        {
            if (attempt > AttemptsWithoutProgress)
                throw new NatsException($"reading '{filter}' of {stream} made no progress from sequence {next} in {AttemptsWithoutProgress} attempts");
            var consumer = await OpenAsync(stream, filter, next, cancellationToken);

            await using var deletion = new Deletion(jetStream, stream, consumer.Name);
            await using var pull = new PullConsumer(jetStream.Connection, stream, consumer.Name);
            var expected = 1L;
            while (await pull.FetchAsync(Batch, Patience, cancellationToken) is { Count: > 0 } messages)
            {
                foreach (var message in messages.TakeWhile(m => m.Delivery.ConsumerSequence == expected++))
                {
                    if (message.Delivery.StreamSequence > to)
                        yield break;
                    yield return new(message.Subject, message.Delivery.StreamSequence, message.Delivery.Stored, message.Headers, message.Payload);
                    next = message.Delivery.StreamSequence + 1;
                    attempt = 0;
                    if (next > to)
                        yield break;
                }
                if (next != messages[^1].Delivery.StreamSequence + 1)
                    break;
            }
        }
    }

    /// <summary>How many messages of a subject filter the stream holds from a sequence on.</summary>
    internal async Task<long> CountAsync(string stream, string filter, long from, CancellationToken cancellationToken)
    {
        var consumer = await OpenAsync(stream, filter, from, cancellationToken);
        await using var deletion = new Deletion(jetStream, stream, consumer.Name);
        return consumer.Pending;
    }

    Task<ConsumerInfo> OpenAsync(string stream, string filter, long from, CancellationToken cancellationToken) =>
        jetStream.CreateConsumerAsync(
            stream,
            new()
            {
                DeliverPolicy = DeliverPolicy.ByStartSequence,
                OptStartSeq = from,
                FilterSubject = filter,
                AckPolicy = AckPolicy.None,
                MemoryStorage = true,
                InactiveThreshold = 3 * Patience,
            },
            cancellationToken);

    sealed class Deletion(JetStreamClient jetStream, string stream, string consumer) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await jetStream.DeleteConsumerAsync(stream, consumer);
            }
            catch (NatsException)
            {
                // It goes by itself once nobody has asked for long enough.
            }
        }
    }
}
