namespace Kalshi.Runtime.Tests;

/// <summary>What grains did, in order, for tests to read and to wait for.</summary>
/// <param name="waits">How waits end: not in the turn that ends them, unless the host has one thread for everything.</param>
public sealed class Journal(TaskCreationOptions waits)
{
    readonly Lock _lock = new();
    readonly List<string> _entries = [];
    readonly List<(string Entry, int Times, TaskCompletionSource Seen)> _waits = [];
    readonly Dictionary<string, int> _counts = [];
    readonly Dictionary<string, TaskCompletionSource> _gates = [];

    public IReadOnlyList<string> Entries
    {
        get
        {
            lock (_lock)
                return [.. _entries];
        }
    }

    public void Write(string entry)
    {
        TaskCompletionSource[] seen;
        lock (_lock)
        {
            _entries.Add(entry);
            var times = _counts[entry] = Count(entry) + 1;
            seen = [.. _waits.Where(wait => wait.Entry == entry && wait.Times <= times).Select(wait => wait.Seen)];
        }
        foreach (var wait in seen)
            wait.TrySetResult();
    }

    /// <summary>Ends once an entry was written so many times.</summary>
    public Task Seen(string entry, int times = 1)
    {
        lock (_lock)
        {
            if (Count(entry) >= times)
                return Task.CompletedTask;
            var seen = new TaskCompletionSource(waits);
            _waits.Add((entry, times, seen));
            return seen.Task;
        }
    }

    /// <summary>Ends once the gate is opened.</summary>
    public Task Gate(string name)
    {
        lock (_lock)
            return GateOf(name).Task;
    }

    public void Open(string name)
    {
        TaskCompletionSource gate;
        lock (_lock)
            gate = GateOf(name);
        gate.TrySetResult();
    }

    TaskCompletionSource GateOf(string name)
    {
        if (!_gates.TryGetValue(name, out var gate))
            _gates.Add(name, gate = new(waits));
        return gate;
    }

    int Count(string entry) => _counts.GetValueOrDefault(entry);
}
