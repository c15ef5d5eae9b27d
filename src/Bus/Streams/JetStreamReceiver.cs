using Kalshi.Bus.JetStream;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace Kalshi.Bus.Streams;

/// <summary>Reads the stream in order for the grains, and acknowledges in order what they have had.</summary>
/// <remarks>One acknowledgement covers everything before it. At start-up the durable consumer is made anew right behind its
/// last acknowledgement: what a killed process left unacknowledged comes again at once and in order, instead of piecemeal
/// when its ack wait runs out.</remarks>
sealed partial class JetStreamReceiver(
    JetStreamClient jetStream, DeadLetterWriter deadLetters, JetStreamQueueOptions options, ILogger log) : IQueueAdapterReceiver, IAsyncDisposable
{
    // What Orleans passes as "no limit" must not become one batch of everything.
    const int MaxBatch = 1000;

    readonly Queue<Fetched> _fetched = [];
    PullConsumer? _pull;

    public async Task Initialize(TimeSpan timeout)
    {
        using var bound = new CancellationTokenSource(timeout, jetStream.Connection.Time);
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
        var batches = new List<IBatchContainer>();
        foreach (var message in await _pull.FetchAsync(count, options.PollWait))
        {
            var fetched = new Fetched(message.Delivery.StreamSequence, message.ReplySubject);
            if (EventMessage.TryRead(message, out var received, out var reason))
            {
                batches.Add(new EventBatch(received.Envelope, received.Sequence));
            }
            else
            {
                await deadLetters.RejectAsync(DeadLetterWriter.InvalidEvent, message, reason, CancellationToken.None);
                fetched.IsDone = true;
            }
            _fetched.Enqueue(fetched);
        }
        await AcknowledgeAsync();
        return batches;
    }

    public async Task MessagesDeliveredAsync(IList<IBatchContainer> messages)
    {
        var delivered = messages.OfType<EventBatch>().Select(b => b.Sequence).ToHashSet();
        foreach (var fetched in _fetched)
            fetched.IsDone |= delivered.Contains(fetched.Sequence);
        await AcknowledgeAsync();
    }

    public Task Shutdown(TimeSpan timeout) => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        if (_pull is null)
            return;
        await _pull.DisposeAsync();
        _pull = null;
    }

    async Task AcknowledgeAsync()
    {
        string? last = null;
        while (_fetched.TryPeek(out var first) && first.IsDone)
            last = _fetched.Dequeue().ReplySubject;
        if (last is not null && _pull is not null)
            await _pull.AcknowledgeAsync(last);
    }

    sealed record Fetched(long Sequence, string ReplySubject)
    {
        internal bool IsDone { get; set; }
    }

    [LoggerMessage(2401, LogLevel.Information, "Grains read {Stream} through {Consumer} from sequence {Start}")]
    partial void LogStarted(string consumer, string stream, long start);
}
