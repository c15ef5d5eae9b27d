namespace Orleans.Runtime;

/// <summary>Decides when, and on which thread, the queues that have work run it.</summary>
interface ITurnExecutor
{
    /// <summary>The queue has work; its <see cref="TurnQueue.Run"/> must be called once for this.</summary>
    void Schedule(TurnQueue queue);

    /// <summary>Items that one <see cref="TurnQueue.Run"/> takes before other queues have their chance.</summary>
    int ItemsPerRun { get; }
}

sealed class ThreadPoolExecutor : ITurnExecutor
{
    public int ItemsPerRun => 256;

    public void Schedule(TurnQueue queue) => ThreadPool.UnsafeQueueUserWorkItem(queue, preferLocal: true);
}
