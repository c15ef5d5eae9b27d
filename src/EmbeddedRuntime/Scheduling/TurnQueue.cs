using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>A mailbox whose items run one at a time. As a task scheduler it also takes whatever is awaited in its turns,
/// so that code of a grain never runs beside other code of the same activation.</summary>
abstract class TurnQueue(ITurnExecutor executor) : TaskScheduler, IThreadPoolWorkItem
{
    static readonly Action<object?> Drain = static queue => ((TurnQueue)queue!).TakeItems();

    [ThreadStatic]
    static TurnQueue? _onThisThread;

    readonly ConcurrentQueue<object> _inbox = new();
    int _scheduled;

    /// <summary>Whose turns these are, for code that asks <see cref="RuntimeContext.Current"/>.</summary>
    protected virtual IGrainContext? GrainContext => null;

    /// <summary>Tells queues apart in a trace of turns; 0 until the first is traced.</summary>
    public int TraceNumber { get; set; }

    protected bool OwnsThread => ReferenceEquals(_onThisThread, this);

    /// <summary>What has not been taken yet; a snapshot that any thread may look at.</summary>
    protected IEnumerable<object> Inbox => _inbox;

    public override int MaximumConcurrencyLevel => 1;

    protected abstract void Handle(object item);

    /// <summary>After each item and continuation: whatever it made possible.</summary>
    protected abstract void AfterItem();

    protected void Post(object item)
    {
        _inbox.Enqueue(item);
        // While it runs on this thread, the loop below sees the item; elsewhere the fence orders our write before the read.
        if (OwnsThread)
            return;
        Interlocked.MemoryBarrier();
        if (_scheduled == 0 && Interlocked.CompareExchange(ref _scheduled, 1, 0) == 0)
            executor.Schedule(this);
    }

    /// <summary>Runs an action as a turn of its own.</summary>
    public Task PostTurn(Action action) => Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    /// <inheritdoc cref="PostTurn(Action)"/>
    public Task PostTurn(Func<Task> action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    void IThreadPoolWorkItem.Execute() => Run();

    /// <summary>Takes items from the inbox, at most <see cref="ITurnExecutor.ItemsPerRun"/>.</summary>
    public void Run()
    {
        var (outer, outerContext) = (_onThisThread, RuntimeContext.Current);
        (_onThisThread, RuntimeContext.Current) = (this, GrainContext);
        try
        {
            // Only inside a task of this scheduler do awaits come back to it.
            var drain = new Task(Drain, this);
            drain.RunSynchronously(this);
            drain.GetAwaiter().GetResult();
        }
        finally
        {
            (_onThisThread, RuntimeContext.Current) = (outer, outerContext);
        }
        if (_inbox.IsEmpty)
        {
            Interlocked.Exchange(ref _scheduled, 0);
            if (_inbox.IsEmpty || Interlocked.CompareExchange(ref _scheduled, 1, 0) != 0)
                return;
        }
        executor.Schedule(this);
    }

    void TakeItems()
    {
        for (var taken = 0; taken < executor.ItemsPerRun && _inbox.TryDequeue(out var item); taken++)
        {
            if (item is Task task)
                TryExecuteTask(task);
            else
                Handle(item);
            AfterItem();
        }
    }

    protected override void QueueTask(Task task) => Post(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        OwnsThread && !taskWasPreviouslyQueued && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => _inbox.OfType<Task>();
}
