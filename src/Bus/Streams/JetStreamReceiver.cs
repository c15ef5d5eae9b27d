using Kalshi.Bus.JetStream;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace Kalshi.Bus.Streams;

/// <summary>Reads the stream in order for the grains, and acknowledges in order what they have had.</summary>
/// <remarks>One acknowledgement covers everything before it. At start-up the durable consumer is made anew right behind its
/// last acknowledgement: what a killed process left unacknowledged comes again at once and in order, instead of piecemeal
/// when its ack wait runs out.</remarks>
sealed partial class JetStreamReceiver(
    string provider, JetStreamClient jetStream, DeadLetterWriter deadLetters, JetStreamQueueOptions options, Rewinds rewinds, ILogger log)
    : IQueueAdapterReceiver, IAsyncDisposable
{
    // What Orleans passes as "no limit" must not become one batch of everything.
    const int MaxBatch = 1000;

    readonly InFlightEvents _fetched = new(provider, options.Stream, jetStream.Connection.Time);
    readonly StreamPast _past = new(jetStream, options);
    PullConsumer? _pull;

    public async Task Initialize(TimeSpan timeout)
    {
        using var bound = new CancellationTokenSource(timeout, jetStream.Connection.Time);
        await rewinds.ClearAsync();
        var before = await jetStream.FindConsumerAsync(options.Stream, options.Consumer, bound.Token);
        var start = options.StartSequence ?? before?.AckFloor.StreamSeq + 1 ?? 1;
        if (before is not null)
            await jetStream.DeleteConsumerAsync(options.Stream, options.Consumer, bound.Token);
        await jetStream.CreateConsumerAsync(
            options.Stream,
            new()
            {
                DurableName = options.Consumer,
                DeliverPolicy = DeliverPolicy.ByStartSequence,
                OptStartSeq = Math.Max(start, 1),
                AckPolicy = AckPolicy.All,
                AckWait = options.AckWait,
                MaxAckPending = 2 * (options.CacheSize + options.ReadAhead),
            },
            bound.Token);
        _pull = new(jetStream.Connection, options.Stream, options.Consumer, new() { ReadAhead = options.ReadAhead });
        LogStarted(options.Consumer, options.Stream, start);
    }

    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount)
    {
        if (_pull is null)
            return [];
        var count = maxCount is > 0 and < MaxBatch ? maxCount : MaxBatch;
        if (await rewinds.NextAsync() is not { } rewind)
            return rewinds.IsLiveFull ? [] : await FetchAsync(_pull, count, options.PollWait);
        // The past, and beside it what is new, as far as there is room for it.
        var batches = await rewind.ReadAsync(_past);
        if (!rewinds.IsLiveFull)
            batches.AddRange(await FetchAsync(_pull, count, TimeSpan.Zero));
        return batches;
    }

    public async Task MessagesDeliveredAsync(IList<IBatchContainer> messages)
    {
        _fetched.Delivered(messages.OfType<EventBatch>());
        await AcknowledgeAsync();
    }

    public Task Shutdown(TimeSpan timeout) => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        if (_pull is null)
            return;
        await _pull.DisposeAsync();
        _pull = null;
        _fetched.Dispose();
    }

    async Task<List<IBatchContainer>> FetchAsync(PullConsumer pull, int count, TimeSpan wait)
    {
        var batches = new List<IBatchContainer>();
        foreach (var message in await pull.FetchAsync(count, wait))
        {
            if (EventMessage.TryRead(message, out var received, out var reason))
            {
                var batch = new EventBatch(received.Envelope, received.Sequence, received.Cause);
                batches.Add(batch);
                _fetched.Add(message, batch.StreamId.GetNamespace());
            }
            else
            {
                await deadLetters.RejectAsync(DeadLetterWriter.InvalidEvent, message, reason, CancellationToken.None);
                _fetched.Add(message, null);
            }
        }
        await AcknowledgeAsync();
        return batches;
    }

    async Task AcknowledgeAsync()
    {
        if (_fetched.TakeDone() is { } last && _pull is not null)
            await _pull.AcknowledgeAsync(last);
    }

    [LoggerMessage(2401, LogLevel.Information, "Grains read {Stream} through {Consumer} from sequence {Start}")]
    partial void LogStarted(string consumer, string stream, long start);
}
