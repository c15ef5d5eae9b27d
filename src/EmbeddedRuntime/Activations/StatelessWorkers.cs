namespace Orleans.Runtime;

/// <summary>The activations of one stateless worker grain.</summary>
sealed class StatelessWorkers(int maximum)
{
    Activation[] _workers = [];

    public IEnumerable<Activation> All => Volatile.Read(ref _workers);

    /// <summary>A worker with nothing to do, else a new one, else the one with the shortest queue.</summary>
    public Activation Choose(Func<Activation> create)
    {
        var workers = Volatile.Read(ref _workers);
        foreach (var worker in workers)
            if (worker is { IsOpen: true, HasCalls: false })
                return worker;
        if (workers.Length < maximum)
            lock (this)
                if (_workers.Length < maximum)
                {
                    var added = create();
                    _workers = [.. _workers, added];
                    return added;
                }
        workers = Volatile.Read(ref _workers);
        return workers.MinBy(worker => worker.Load)!;
    }

    public void Remove(Activation worker)
    {
        lock (this)
            _workers = [.. _workers.Where(other => other != worker)];
    }
}
