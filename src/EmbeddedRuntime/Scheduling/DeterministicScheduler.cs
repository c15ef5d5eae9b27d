namespace Orleans.Runtime;

/// <summary>Runs all turns on one thread, the next one chosen by a seeded generator; virtual time passes only when no turn
/// is ready. The same program with the same seed takes the same course, turn by turn.</summary>
/// <remarks>What is hosted must not wait for anything outside: no sockets, no files, no thread pool.</remarks>
public sealed class DeterministicScheduler(Random random, VirtualTimeProvider time) : ITurnExecutor
{
    const ulong FnvBasis = 14695981039346656037, FnvPrime = 1099511628211;

    readonly List<TurnQueue> _ready = [];
    int _queues;

    public VirtualTimeProvider Time => time;

    /// <summary>FNV-1a over every turn: whose it was and when. Equal hashes mean the same course.</summary>
    public ulong TraceHash { get; private set; } = FnvBasis;

    /// <summary>Turns that have run.</summary>
    public long Turns { get; private set; }

    int ITurnExecutor.ItemsPerRun => 1;

    void ITurnExecutor.Schedule(TurnQueue queue)
    {
        lock (_ready)
            _ready.Add(queue);
    }

    /// <summary>Runs a scenario, and the turns and timers that it brings about, until it has ended.</summary>
    /// <exception cref="InvalidOperationException">The scenario waits for something that will never come.</exception>
    public void Run(Func<Task> scenario)
    {
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var running = new SystemTurns(this).PostTurn(scenario);
            while (!running.IsCompleted)
                if (!RunTurn() && !time.AdvanceToNext(DateTimeOffset.MaxValue))
                    throw new InvalidOperationException($"At {time.GetUtcNow():O}, after {Turns} turns, nothing is ready and no timer is set, but the scenario has not ended");
            running.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    bool RunTurn()
    {
        TurnQueue queue;
        lock (_ready)
        {
            if (_ready.Count == 0)
                return false;
            var index = random.Next(_ready.Count);
            queue = _ready[index];
            _ready[index] = _ready[^1];
            _ready.RemoveAt(_ready.Count - 1);
        }
        Trace(queue);
        queue.Run();
        return true;
    }

    void Trace(TurnQueue queue)
    {
        Turns++;
        if (queue.TraceNumber == 0)
            queue.TraceNumber = ++_queues;
        TraceHash = (TraceHash ^ (ulong)queue.TraceNumber) * FnvPrime;
        TraceHash = (TraceHash ^ (ulong)time.GetTimestamp()) * FnvPrime;
    }
}
