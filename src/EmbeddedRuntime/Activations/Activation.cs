using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.CodeGeneration;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>A grain in memory, from the first call that needs it to its deactivation.</summary>
sealed partial class Activation : CallQueue, IGrainContext, ICallChainReentrant
{
    readonly GrainClass _class;
    readonly ILogger _log;
    readonly TaskCompletionSource _deactivated = new();
    readonly HashSet<IDisposable> _timers = [];
    readonly List<Func<CancellationToken, Task>> _setUp = [];
    AsyncServiceScope? _scope;
    Dictionary<Guid, int>? _chains;
    DeactivationReason? _reason;
    InconsistentStateException? _stale;
    bool _hasBegun;
    long _lastUse;
    long _keptUntil = long.MinValue;
    volatile Stage _stage;

    enum Stage
    {
        Activating,
        Active,
        Deactivating,
        Ended,
    }

    public Activation(GrainHost host, GrainClass @class, GrainId grainId, ILogger log)
        : base(host)
    {
        _class = @class;
        _log = log;
        GrainId = grainId;
        GrainReference = new AnyGrainReference(new GrainBinding(host, grainId));
        Filters = host.IncomingFilters(@class);
        _lastUse = host.Clock.Timestamp;
    }

    public override GrainId GrainId { get; }

    public GrainReference GrainReference { get; }

    public object? GrainInstance => Instance;

    public IServiceProvider ActivationServices =>
        _scope?.ServiceProvider ?? throw new InvalidOperationException($"Grain {GrainId} is not activated yet");

    public Task Deactivated => _deactivated.Task;

    public GrainClass Class => _class;

    public TimeProvider Time => Host.Time;

    /// <summary>What other parts of the host keep with the activation, by their own keys.</summary>
    public Dictionary<object, object> Components { get; } = [];

    public override bool IsOpen => _stage <= Stage.Active;

    public override bool IsShared => _class.MaxWorkers is not null;

    protected override IGrainContext GrainContext => this;

    protected override bool Admits => _stage == Stage.Active && _reason is null;

    protected override bool IsReentrant => _class.IsReentrant;

    protected override bool DecidesCallByCall => _class.MayInterleave is not null;

    protected override int WaitingLimit => _class.WaitingLimit;

    protected override bool MayInterleave(GrainCall call) =>
        (_chains is { } chains && chains.ContainsKey(call.Chain)) || (_class.MayInterleave?.Invoke(Instance!, call) ?? false);

    protected override void Used(GrainCall call)
    {
        if (call.KeepsAlive)
            _lastUse = Host.Clock.Timestamp;
    }

    protected override void Handle(object item)
    {
        if (_stage == Stage.Ended)
        {
            Dropped();
            Redirect((GrainCall)item);
            return;
        }
        base.Handle(item);
        if (_hasBegun)
            return;
        _hasBegun = true;
        Activate().Ignore();
    }

    protected override void AfterItem()
    {
        base.AfterItem();
        if (_reason is { } reason && _stage == Stage.Active && !IsBusy)
            End(reason).Ignore();
    }

    /// <summary>Work that must succeed before the first call, such as reading stored state.</summary>
    public void SetUp(Func<CancellationToken, Task> step) => _setUp.Add(step);

    async Task Activate()
    {
        GrainInstruments.Began(_class.Type);
        using var limit = new CancellationTokenSource(Host.Collection.ActivationTimeout, Host.Time);
        try
        {
            var scope = Host.Services.CreateAsyncScope();
            _scope = scope;
            scope.ServiceProvider.GetRequiredService<ActivationScope>().Context = this;
            Instance = _class.Create(this);
            foreach (var step in _setUp)
                await step(limit.Token).WaitAsync(limit.Token);
            if (Instance is IGrainBase grain)
                await grain.OnActivateAsync(limit.Token).WaitAsync(limit.Token);
            _stage = Stage.Active;
        }
        catch (Exception error)
        {
            var cause = error is OperationCanceledException && limit.IsCancellationRequested
                ? new TimeoutException($"Grain {GrainId} did not activate in {Host.Collection.ActivationTimeout}", error)
                : error;
            ActivationFailed(_log, cause, GrainId);
            foreach (var call in TakeWaiting())
                call.TryFail(cause);
            await Leave();
        }
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        if (OwnsThread)
            _reason ??= deactivationReason;
        else
            PostTurn(() => _reason ??= deactivationReason);
    }

    async Task End(DeactivationReason reason)
    {
        _stage = Stage.Deactivating;
        StopTimers();
        using var limit = new CancellationTokenSource(Host.Collection.DeactivationTimeout, Host.Time);
        try
        {
            if (Instance is IGrainBase grain)
                await grain.OnDeactivateAsync(reason, limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception error)
        {
            DeactivationFailed(_log, error, GrainId, reason.ReasonCode);
        }
        await Leave();
    }

    async Task Leave()
    {
        StopTimers();
        _stage = Stage.Ended;
        Host.Remove(this);
        GrainInstruments.Ended(_class.Type);
        foreach (var call in TakeWaiting())
            Redirect(call);
        try
        {
            if (Instance is IAsyncDisposable disposable)
                await disposable.DisposeAsync();
            else
                (Instance as IDisposable)?.Dispose();
            if (_scope is { } scope)
                await scope.DisposeAsync();
        }
        catch (Exception error)
        {
            DisposalFailed(_log, error, GrainId);
        }
        _deactivated.TrySetResult();
    }

    void Redirect(GrainCall call)
    {
        if (!call.IsOfOneActivation)
            Host.Redirect(call, GrainId);
    }

    public override void Failed(GrainCall call, Exception error)
    {
        if (call.Method.IsOneWay)
            OneWayFailed(_log, error, GrainId, call.Method);
        EndIfStale(error);
    }

    /// <summary>Ends it if its turn failed for a state that is older than the stored one: every further write would fail too.</summary>
    public void EndIfStale(Exception error)
    {
        if (ReferenceEquals(error, _stale))
            _reason ??= new(DeactivationReasonCode.ApplicationError, error, "its state was written by somebody else");
    }

    /// <summary>A write of this activation met a newer version.</summary>
    public void MetNewerState(InconsistentStateException error) => _stale = error;

    public void Add(IDisposable timer) => _timers.Add(timer);

    public void Forget(IDisposable timer) => _timers.Remove(timer);

    void StopTimers()
    {
        foreach (var timer in _timers.ToArray())
            timer.Dispose();
    }

    public void DelayDeactivation(TimeSpan timeSpan) =>
        _keptUntil = timeSpan > TimeSpan.Zero ? Host.Clock.After(timeSpan) : long.MinValue;

    /// <summary>Ends it if nobody has used it for as long as its class allows.</summary>
    public void DeactivateIfIdle()
    {
        var now = Host.Time.GetTimestamp();
        if (_stage == Stage.Active && !HasCalls && now >= _keptUntil && Host.Time.GetElapsedTime(_lastUse, now) >= _class.CollectionAge)
            Deactivate(new(DeactivationReasonCode.ActivationIdle, "nobody has called it for the collection age of its class"));
    }

    void ICallChainReentrant.Enter(Guid chain)
    {
        _chains ??= [];
        _chains[chain] = _chains.GetValueOrDefault(chain) + 1;
    }

    void ICallChainReentrant.Exit(Guid chain)
    {
        if (_chains is null || !_chains.TryGetValue(chain, out var depth))
            return;
        if (depth > 1)
            _chains[chain] = depth - 1;
        else
            _chains.Remove(chain);
    }

    bool IEquatable<IGrainContext>.Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override string ToString() => $"[Activation {GrainId} {_stage}]";

    [LoggerMessage(EventId = 100, Level = LogLevel.Error, Message = "Grain {GrainId} could not be activated")]
    static partial void ActivationFailed(ILogger log, Exception error, GrainId grainId);

    [LoggerMessage(EventId = 101, Level = LogLevel.Error, Message = "Grain {GrainId} failed in OnDeactivateAsync ({Reason})")]
    static partial void DeactivationFailed(ILogger log, Exception error, GrainId grainId, DeactivationReasonCode reason);

    [LoggerMessage(EventId = 102, Level = LogLevel.Error, Message = "Grain {GrainId} failed to dispose")]
    static partial void DisposalFailed(ILogger log, Exception error, GrainId grainId);

    [LoggerMessage(EventId = 103, Level = LogLevel.Error, Message = "Grain {GrainId} failed in one-way call {Method}")]
    static partial void OneWayFailed(ILogger log, Exception error, GrainId grainId, GrainMethod method);
}
