using Orleans.CodeGeneration;

namespace Orleans.Runtime;

/// <summary>A target of calls: admits them to their turns by the rules of reentrancy. All but <see cref="Send"/>,
/// <see cref="IsOpen"/> and <see cref="FailExpired"/> runs in its own turns.</summary>
abstract class CallQueue(GrainHost host) : TurnQueue(host.Executor)
{
    // Written in own turns; the lock is for the time-out sweep, which must see calls behind a turn that never ends.
    readonly LinkedList<GrainCall> _waiting = new();
    readonly List<GrainCall> _running = [];
    volatile GrainCall? _beginning;
    int _blocking;
    int _blockingWriters;
    int _mayOvertake;
    int _enqueued;

    protected GrainHost Host => host;

    public abstract GrainId GrainId { get; }

    /// <summary>The object whose methods the calls run.</summary>
    public object? Instance { get; protected set; }

    /// <summary>Null where calls go straight to the method.</summary>
    public IncomingFilters? Filters { get; protected init; }

    /// <summary>False once calls must be sent elsewhere.</summary>
    public abstract bool IsOpen { get; }

    /// <summary>Whether each call chooses anew among several queues of one identity.</summary>
    public virtual bool IsShared => false;

    /// <summary>Whether calls may run now, seen from the target's life cycle.</summary>
    protected abstract bool Admits { get; }

    protected virtual bool IsReentrant => false;

    /// <summary>Calls that may wait; 0 for no bound.</summary>
    protected virtual int WaitingLimit => 0;

    protected bool IsBusy => _running.Count > 0;

    public bool HasCalls => _running.Count > 0 || _beginning is not null || Volatile.Read(ref _enqueued) > 0;

    /// <summary>Calls that wait or run.</summary>
    public int Load => Volatile.Read(ref _enqueued) + _running.Count;

    protected virtual bool MayInterleave(GrainCall call) => false;

    /// <summary>A call was taken for a turn.</summary>
    protected virtual void Used(GrainCall call)
    {
    }

    public void Send(GrainCall call)
    {
        call.Target = this;
        var waiting = Interlocked.Increment(ref _enqueued);
        if (WaitingLimit is > 0 and var limit && waiting > limit)
        {
            Interlocked.Decrement(ref _enqueued);
            call.TryFail(new LimitExceededException("MaxEnqueuedRequests", waiting, limit, $"{call} to {GrainId}"));
            return;
        }
        Post(call);
    }

    protected override void Handle(object item)
    {
        var call = (GrainCall)item;
        if (Admits && MayRun(call))
            Begin(call);
        else
            lock (_waiting)
            {
                _waiting.AddLast(call);
                if (MayEverOvertake(call))
                    _mayOvertake++;
            }
    }

    /// <summary>Begins what may run by now, oldest first; younger calls overtake where the rules let them.</summary>
    protected override void AfterItem()
    {
        for (var node = _waiting.First; node is not null && Admits; node = _waiting.First)
        {
            if (_blocking > 0 && _mayOvertake == 0 && !IsReentrant)
                return;
            while (node is not null && !MayRun(node.Value))
                node = node.Next;
            if (node is null)
                return;
            lock (_waiting)
            {
                _waiting.Remove(node);
                if (MayEverOvertake(node.Value))
                    _mayOvertake--;
            }
            Begin(node.Value);
        }
    }

    void Begin(GrainCall call)
    {
        _beginning = call;
        Interlocked.Decrement(ref _enqueued);
        Run(call);
        _beginning = null;
    }

    void Run(GrainCall call)
    {
        if (call.IsAnswered)
            return;
        Used(call);
        if (Instance is null)
            return;
        // What a method sets in its ambient context must not reach the turns that this thread runs after it.
        var ambient = ExecutionContext.Capture();
        RequestContext.Current = call.Context;
        call.Run(this);
        if (ambient is not null)
            ExecutionContext.Restore(ambient);
    }

    bool MayRun(GrainCall call) =>
        _blocking == 0
        || IsReentrant
        || call.AlwaysInterleaves
        || (call.IsReadOnly && _blockingWriters == 0)
        || MayInterleave(call);

    bool MayEverOvertake(GrainCall call) => call.AlwaysInterleaves || call.IsReadOnly || call.Chain != Guid.Empty || DecidesCallByCall;

    protected virtual bool DecidesCallByCall => false;

    /// <summary>The call goes on after its first await.</summary>
    public void Began(GrainCall call)
    {
        lock (_waiting)
        {
            call.RunningIndex = _running.Count;
            _running.Add(call);
        }
        if (call.AlwaysInterleaves)
            return;
        _blocking++;
        if (!call.IsReadOnly)
            _blockingWriters++;
    }

    public void Ended(GrainCall call)
    {
        lock (_waiting)
        {
            var last = _running[^1];
            _running[call.RunningIndex] = last;
            last.RunningIndex = call.RunningIndex;
            _running.RemoveAt(_running.Count - 1);
        }
        if (call.AlwaysInterleaves)
            return;
        _blocking--;
        if (!call.IsReadOnly)
            _blockingWriters--;
    }

    public abstract void Failed(GrainCall call, Exception error);

    /// <summary>Takes back what waits, oldest first, for another queue or for rejection.</summary>
    protected List<GrainCall> TakeWaiting()
    {
        lock (_waiting)
        {
            var calls = _waiting.ToList();
            _waiting.Clear();
            _mayOvertake = 0;
            Interlocked.Add(ref _enqueued, -calls.Count);
            return calls;
        }
    }

    protected void Dropped() => Interlocked.Decrement(ref _enqueued);

    /// <summary>Answers calls whose time is out. Runs on the sweep's thread.</summary>
    public void FailExpired(int tick)
    {
        List<GrainCall> expired = [];
        lock (_waiting)
        {
            expired.AddRange(_waiting.Where(call => call.DeadlineTick - tick < 0));
            expired.AddRange(_running.Where(call => call.DeadlineTick - tick < 0));
        }
        expired.AddRange(Inbox.OfType<GrainCall>().Where(call => call.DeadlineTick - tick < 0));
        if (_beginning is { } beginning && beginning.DeadlineTick - tick < 0)
            expired.Add(beginning);
        foreach (var call in expired)
            call.TryFail(new TimeoutException($"Response did not arrive on time in {host.TimeoutOf(call.Method)} for call {call} to grain {GrainId}"));
    }
}
