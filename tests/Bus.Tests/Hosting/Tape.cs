namespace Kalshi.Bus.Tests;

/// <summary>What grains have seen, in the order of their turns.</summary>
public sealed class Tape
{
    readonly Lock _gate = new();
    readonly List<(string Key, long Sequence)> _entries = [];
    readonly List<(string Key, long Sequence, TaskCompletionSource Seen)> _awaited = [];

    /// <summary>Where subscriptions begin; null where the provider does.</summary>
    internal long? From { get; init; }

    /// <summary>A sequence that the grain refuses on every try.</summary>
    internal long? Poison { get; init; }

    internal IReadOnlyList<long> Of(string key)
    {
        lock (_gate)
            return [.. _entries.Where(e => e.Key == key).Select(e => e.Sequence)];
    }

    internal Task SeenAsync(string key, long sequence)
    {
        lock (_gate)
        {
            if (_entries.Contains((key, sequence)))
                return Task.CompletedTask;
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((key, sequence, seen));
            return seen.Task.WaitAsync(TestBus.Patience);
        }
    }

    internal void Write(string key, long sequence)
    {
        lock (_gate)
        {
            _entries.Add((key, sequence));
            if (sequence == Poison)
                throw new InvalidOperationException($"{key} refuses {sequence}");
            foreach (var (_, _, seen) in _awaited.Where(a => a.Key == key && a.Sequence == sequence))
                seen.TrySetResult();
        }
    }
}
