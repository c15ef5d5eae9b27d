namespace Kalshi.Silo.Operations;

/// <summary>What start-up still waits for.</summary>
sealed class Readiness
{
    readonly Lock _gate = new();
    readonly SortedDictionary<string, bool> _parts = new(StringComparer.Ordinal);
    readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal IReadOnlyList<string> Missing
    {
        get
        {
            lock (_gate)
                return [.. _parts.Where(p => !p.Value).Select(p => p.Key)];
        }
    }

    /// <summary>Announces a part that has to be ready before the silo is.</summary>
    internal void Expect(string part)
    {
        lock (_gate)
            _parts.TryAdd(part, false);
    }

    internal void Done(string part)
    {
        lock (_gate)
        {
            _parts[part] = true;
            if (_parts.Values.All(done => done))
                _ready.TrySetResult();
        }
    }

    /// <summary>Ends when every announced part is ready, or at the stop.</summary>
    internal Task WaitAsync(CancellationToken stop) =>
        Task.WhenAny(_ready.Task, Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop));
}
