using Kalshi.Bus.JetStream;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace Kalshi.Bus.Streams;

/// <summary>Reads the stream in order for the grains, and acknowledges in order what they have had.</summary>
/// <remarks>One acknowledgement covers everything before it. At start-up the durable consumer is made anew right behind its
/// last acknowledgement: what a killed process left unacknowledged comes again at once and in order, instead of piecemeal
/// when its ack wait runs out. The same is done when the count of deliveries has a hole: they went to a session that had
/// ended, and an acknowledgement of what followed would cover them.</remarks>
sealed partial class JetStreamReceiver(
    string provider, JetStreamClient jetStream, DeadLetterWriter deadLetters, JetStreamQueueOptions options, Rewinds rewinds, ILogger log)
    : IQueueAdapterReceiver, IAsyncDisposable
{
    // What Orleans passes as "no limit" must not become one batch of everything.
    const int MaxBatch = 1000;

    static readonly TimeSpan ReopenPatience = TimeSpan.FromSeconds(10);

    readonly InFlightEvents _fetched = new(provider, options.Stream, jetStream.Connection.Time);
    readonly StreamPast _past = new(jetStream, options);
    PullConsumer? _pull;
    long _deliveries;
    long _last;
    bool _hasHole;

    public async Task Initialize(TimeSpan timeout)
    {
        using var bound = new CancellationTokenSource(timeout, jetStream.Connection.Time);
        await rewinds.ClearAsync();
        var before = await jetStream.FindConsumerAsync(options.Stream, options.Consumer, bound.Token);
        var start = options.StartSequence ?? before?.AckFloor.StreamSeq + 1 ?? 1;
        await OpenAsync(start, exists: before is not null, bound.Token);
        LogStarted(options.Consumer, options.Stream, start);
    }

    async Task OpenAsync(long start, bool exists, CancellationToken cancellationToken)
    {
        if (exists)
            await jetStream.DeleteConsumerAsync(options.Stream, options.Consumer, cancellationToken);
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
            cancellationToken);
        _pull = new(jetStream.Connection, options.Stream, options.Consumer, new() { ReadAhead = options.ReadAhead });
        (_deliveries, _last) = (0, start - 1);
    }

    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount)
    {
        if (_hasHole)
            await ReopenAsync();
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
        _hasHole = false;
        _fetched.Dispose();
        if (_pull is not null)
            await _pull.DisposeAsync();
        _pull = null;
    }

    async Task<List<IBatchContainer>> FetchAsync(PullConsumer pull, int count, TimeSpan wait)
    {
        var batches = new List<IBatchContainer>();
        foreach (var message in await pull.FetchAsync(count, wait))
        {
            if (message.Delivery.ConsumerSequence != _deliveries + 1)
            {
                await GiveUpAsync(pull);
                return batches;
            }
            (_deliveries, _last) = (_deliveries + 1, Math.Max(_last, message.Delivery.StreamSequence));
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

    /// <summary>What is in flight to grains is not acknowledged any more: it lies before the beginning of the next consumer.</summary>
    async Task GiveUpAsync(PullConsumer pull)
    {
        LogHole(options.Consumer, options.Stream, _last);
        _pull = null;
        _hasHole = true;
        _fetched.Forget();
        await pull.DisposeAsync();
    }

    /// <summary>Goes on right behind what was fetched last; the agent asks again when the bus does not answer.</summary>
    async Task ReopenAsync()
    {
        using var bound = new CancellationTokenSource(ReopenPatience, jetStream.Connection.Time);
        var exists = await jetStream.FindConsumerAsync(options.Stream, options.Consumer, bound.Token) is not null;
        await OpenAsync(_last + 1, exists, bound.Token);
        _hasHole = false;
        LogStarted(options.Consumer, options.Stream, _last + 1);
    }

    async Task AcknowledgeAsync()
    {
        if (_fetched.TakeDone() is { } last && _pull is not null)
            await _pull.AcknowledgeAsync(last);
    }

    [LoggerMessage(2404, LogLevel.Warning, "Deliveries of {Consumer} were lost with a connection; grains read {Stream} again from behind sequence {Last}")]
    partial void LogHole(string consumer, string stream, long last);

    [LoggerMessage(2401, LogLevel.Information, "Grains read {Stream} through {Consumer} from sequence {Start}")]
    partial void LogStarted(string consumer, string stream, long start);
}
