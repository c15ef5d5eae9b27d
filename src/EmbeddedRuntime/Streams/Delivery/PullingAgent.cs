using Microsoft.Extensions.Logging;
using Orleans.CodeGeneration;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Takes messages from one queue and delivers them: those of one stream one after the other, different streams
/// side by side. Only what every subscriber has had, or refused for good, is confirmed.</summary>
sealed partial class PullingAgent(
    GrainHost host, EmbeddedStreamProvider provider, QueueId queue, IStreamFailureHandler failures, PersistentStreamOptions options, ILogger log)
{
    readonly SystemTurns _turns = new(host.Executor);
    readonly CancellationTokenSource _stopping = new();
    readonly Dictionary<StreamId, Queue<IBatchContainer>> _streams = [];
    readonly List<IBatchContainer> _delivered = [];
    readonly Signal _progress = new();
    Task _pump = Task.CompletedTask;
    int _inFlight;

    public void Start() => _pump = _turns.PostTurn(Pump);

    /// <summary>Fetches no more, lets turns that run end and confirms them. What is left will come again.</summary>
    public async Task Stop(CancellationToken cancellationToken)
    {
        _stopping.Cancel();
        await _pump.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    async Task Pump()
    {
        IQueueAdapterReceiver? receiver = null;
        await Persist("initialize", async () =>
        {
            receiver ??= provider.Adapter.CreateReceiver(queue);
            await receiver.Initialize(options.ReceiverTimeout);
        });
        if (receiver is null)
            return;
        while (!_stopping.IsCancellationRequested)
        {
            await Confirm(receiver);
            var room = options.MaxMessagesInFlight - _inFlight;
            if (room <= 0)
                await _progress.Wait(_stopping.Token);
            else
                await Fetch(receiver, Math.Min(room, options.BatchSize));
        }
        while (_inFlight > 0)
            await _progress.Wait(CancellationToken.None);
        await Confirm(receiver);
        await Once("shut down", () => receiver.Shutdown(options.ReceiverTimeout));
    }

    async Task Fetch(IQueueAdapterReceiver receiver, int count)
    {
        IList<IBatchContainer> messages = [];
        await Persist("read", async () => messages = await UnlessStopped(receiver.GetQueueMessagesAsync(count)) ?? []);
        foreach (var message in messages)
            Enqueue(message);
        if (messages.Count == 0)
            await Rest(options.PollInterval);
    }

    // A receiver that waits for messages is told to end by its shutdown; nothing that it still fetches is lost, since
    // nothing of it is confirmed.
    async Task<IList<IBatchContainer>?> UnlessStopped(Task<IList<IBatchContainer>> read)
    {
        var stopped = new TaskCompletionSource();
        await using var registration = _stopping.Token.UnsafeRegister(static stopped => ((TaskCompletionSource)stopped!).TrySetResult(), stopped);
        if (await Task.WhenAny(read, stopped.Task) == read)
            return await read;
        read.Ignore();
        return null;
    }

    void Enqueue(IBatchContainer message)
    {
        _inFlight++;
        if (_streams.TryGetValue(message.StreamId, out var waiting))
        {
            waiting.Enqueue(message);
            return;
        }
        _streams.Add(message.StreamId, new([message]));
        DeliverStream(message.StreamId).Ignore();
    }

    async Task DeliverStream(StreamId stream)
    {
        var waiting = _streams[stream];
        while (waiting.TryPeek(out var message))
        {
            if (await Deliver(message))
                _delivered.Add(message);
            waiting.Dequeue();
            _inFlight--;
            _progress.Raise();
        }
        _streams.Remove(stream);
    }

    /// <summary>False where the host stopped first.</summary>
    async Task<bool> Deliver(IBatchContainer message)
    {
        try
        {
            var deliveries = provider.Subscriptions.Of(message.StreamId).Select(subscription => Deliver(subscription, message)).ToArray();
            return deliveries switch
            {
                [] => true,
                [var only] => await only,
                _ => (await Task.WhenAll(deliveries)).All(done => done),
            };
        }
        catch (ArgumentException error)
        {
            SubscriptionImpossible(log, error, provider.Name, message.StreamId);
            await Once("report a failed subscription of", () => failures.OnSubscriptionFailure(GuidId.GetGuidId(Guid.Empty), provider.Name, message.StreamId, message.SequenceToken));
            return true;
        }
    }

    async Task<bool> Deliver(Subscription subscription, IBatchContainer message)
    {
        for (var attempt = 1; !_stopping.IsCancellationRequested; attempt++)
        {
            try
            {
                await Send(subscription.Subscriber, new StreamDelivery(provider, subscription.Id, message));
                return true;
            }
            catch (Exception error) when (attempt < options.MaxDeliveryAttempts)
            {
                DeliveryFailed(log, error, subscription.Subscriber, provider.Name, message.StreamId, message.SequenceToken, attempt, options.MaxDeliveryAttempts);
                await Rest(Backoff.After(attempt, options.FirstRetryDelay, options.MaxRetryDelay));
            }
            catch (Exception error)
            {
                await GiveUp(subscription, message, error);
                return true;
            }
        }
        return false;
    }

    async Task GiveUp(Subscription subscription, IBatchContainer message, Exception error)
    {
        Undeliverable(log, error, subscription.Subscriber, provider.Name, message.StreamId, message.SequenceToken, options.MaxDeliveryAttempts);
        await Once("report an undeliverable message of", () => failures.OnDeliveryFailure(subscription.Id, provider.Name, message.StreamId, message.SequenceToken));
        if (failures.ShouldFaultSubsriptionOnError && !subscription.IsImplicit)
            provider.Subscriptions.Remove(message.StreamId, subscription.Id);
        await Once("tell a subscriber of", () => Send(subscription.Subscriber, new StreamFailure(provider, subscription.Id, message.StreamId, error)));
    }

    Task Send(GrainId subscriber, TurnCall turn)
    {
        host.Send(turn, subscriber);
        return turn.Response;
    }

    async Task Confirm(IQueueAdapterReceiver receiver)
    {
        if (_delivered.Count == 0)
            return;
        IList<IBatchContainer> confirmed = [.. _delivered];
        _delivered.Clear();
        await Once("confirm messages of", () => receiver.MessagesDeliveredAsync(confirmed));
    }

    /// <summary>Tries until it succeeds or the host stops.</summary>
    async Task Persist(string what, Func<Task> action)
    {
        for (var failures = 1; !_stopping.IsCancellationRequested; failures++)
        {
            if (await Once(what, action))
                return;
            await Rest(Backoff.After(failures, options.FirstRetryDelay, options.MaxRetryDelay));
        }
    }

    async Task<bool> Once(string what, Func<Task> action)
    {
        try
        {
            await action();
            return true;
        }
        catch (Exception error)
        {
            QueueFailed(log, error, what, queue, provider.Name);
            return false;
        }
    }

    async Task Rest(TimeSpan span) => await Task.Delay(span, host.Time, _stopping.Token)
        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    [LoggerMessage(EventId = 200, Level = LogLevel.Warning, Message = "Grain {GrainId} failed on {Provider} stream {Stream} at {Token}, try {Attempt} of {MaxAttempts}")]
    static partial void DeliveryFailed(ILogger log, Exception error, GrainId grainId, string provider, StreamId stream, StreamSequenceToken? token, int attempt, int maxAttempts);

    [LoggerMessage(EventId = 201, Level = LogLevel.Error, Message = "Grain {GrainId} failed on {Provider} stream {Stream} at {Token} in all {MaxAttempts} tries; delivery goes on behind it")]
    static partial void Undeliverable(ILogger log, Exception error, GrainId grainId, string provider, StreamId stream, StreamSequenceToken? token, int maxAttempts);

    [LoggerMessage(EventId = 202, Level = LogLevel.Error, Message = "A message of {Provider} stream {Stream} has no possible subscriber; delivery goes on behind it")]
    static partial void SubscriptionImpossible(ILogger log, Exception error, string provider, StreamId stream);

    [LoggerMessage(EventId = 203, Level = LogLevel.Error, Message = "Failed to {What} queue {Queue} of {Provider}")]
    static partial void QueueFailed(ILogger log, Exception error, string what, QueueId queue, string provider);
}
