using Kalshi.Grains.Events;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Kalshi.Grains.State;

/// <summary>A grain whose state is a fold over the record's events about its key.</summary>
/// <remarks>It comes back from its checkpoint and the events stored after it, so a crash costs a bounded tail, not history.
/// Deliveries it has applied already, from the tail or a redelivery, are recognised by their sequence. When the bus has lost the
/// stream, the state stays and the new stream is folded into it from its first event.</remarks>
/// <typeparam name="TFold">What an event does to the state.</typeparam>
/// <typeparam name="TState">What a checkpoint holds.</typeparam>
public abstract class HotStateGrain<TFold, TState>(
    TFold fold, string streamNamespace, IPersistentState<Checkpoint<TState>> stored, IEventHistory history, HotStateOptions options)
    : Grain, IStreamSubscriptionObserver, IAsyncObserver<EventEnvelope>
    where TFold : IFold<TState>
{
    const long NotSaved = -1;

    long _generation;
    bool _isCarried;
    long _applied;
    long _saved;
    bool _mustTell;

    protected TFold Fold => fold;

    /// <summary>Of the last event in the fold: ahead of what is done with while others are being told of it.</summary>
    protected long FoldedSequence { get; private set; }

    /// <summary>Of the last event, if it was traced: the <c>traceparent</c> of its turn here.</summary>
    protected string? Cause { get; private set; }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await RestoreAsync();
        await foreach (var recorded in history.ReadAsync(streamNamespace, this.GetPrimaryKeyString(), _applied, cancellationToken))
        {
            fold.Apply(recorded.Envelope);
            FoldedSequence = _applied = recorded.Sequence;
        }
        await OnAppliedAsync();

        var everyInterval = new GrainTimerCreationOptions { DueTime = options.CheckpointInterval, Period = options.CheckpointInterval };
        this.RegisterGrainTimer(_ => TellLateAsync(), everyInterval);
        // Between other turns: however slow the database is, events and questions do not wait for a checkpoint. And each at its own time: grains
        // that have woken together would write together.
        var share = this.GetGrainId().GetUniformHashCode() / (double)uint.MaxValue;
        this.RegisterGrainTimer(_ => SaveAsync(), everyInterval with { DueTime = share * options.CheckpointInterval, Interleave = true });
    }

    async Task RestoreAsync()
    {
        var stream = await GrainFactory.GetGrain<IBusStreamGrain>(StreamNamespaces.BusStream).IdentifyAsync();
        var checkpoint = stored.State;
        if (checkpoint.State is { } state)
            fold.Restore(state);
        _generation = stream.Generation;
        // A sequence beyond the end is of another stream, whatever the generation says.
        var isOfStream = checkpoint.Sequence <= stream.LastSequence
            && (checkpoint.Generation == stream.Generation || checkpoint is { Generation: 0 } && stream.Generation == 1);
        _isCarried = checkpoint.IsCarried || (!isOfStream && checkpoint.State is not null);
        FoldedSequence = _applied = isOfStream ? checkpoint.Sequence : 0;
        _saved = isOfStream ? _applied : NotSaved;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => SaveAsync();

    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        await handleFactory.Create<EventEnvelope>().ResumeAsync(this);

    public async Task OnNextAsync(EventEnvelope item, StreamSequenceToken? token = null)
    {
        var sequence = token?.SequenceNumber ?? throw new ArgumentException("an event of the record has its sequence as token", nameof(token));
        if (sequence <= _applied)
            return;
        using var trace = GrainTraces.Continue("apply event")?.SetTag("event_type", item.EventType);
        Cause = trace?.Id;
        var mustTell = fold.Apply(item);
        FoldedSequence = sequence;
        _mustTell |= mustTell;
        if (mustTell)
            await TellAsync();
        // Only now: if telling others fails, the event comes again and they are told again.
        _applied = sequence;
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

    public Task<StateDigest> DigestAsync() =>
        Task.FromResult(new StateDigest(this.GetPrimaryKeyString(), _applied, StateHash.Of(fold.Capture()), _isCarried));

    /// <summary>Tells other grains what changed; must bear being called again.</summary>
    protected virtual Task OnAppliedAsync() => Task.CompletedTask;

    // Deliveries are given up after some tries; what others were not told by then, they are told here, however long it takes.
    async Task TellLateAsync()
    {
        if (!_mustTell)
            return;
        // Idle grains are collected, and nobody calls that of a market that is over: until others are told, it stays.
        DelayDeactivation(3 * options.CheckpointInterval);
        await TellAsync();
    }

    async Task TellAsync()
    {
        await OnAppliedAsync();
        (_mustTell, _applied) = (false, FoldedSequence);
    }

    async Task SaveAsync()
    {
        // While others are being told of an event, the fold has it already: what is stored would be ahead of its sequence.
        if (_saved == _applied || FoldedSequence > _applied)
            return;
        var sequence = _applied;
        await stored.WriteOverAsync(
            new Checkpoint<TState> { Generation = _generation, IsCarried = _isCarried, Sequence = sequence, State = fold.Capture() });
        _saved = sequence;
    }
}
