namespace Kalshi.Storage;

/// <summary>Lets through while it is open; closed at first.</summary>
sealed class Gate
{
    readonly Lock _lock = new();
    TaskCompletionSource _open = NewSource();

    internal void Open()
    {
        lock (_lock)
            _open.TrySetResult();
    }

    internal void Close()
    {
        lock (_lock)
        {
            if (_open.Task.IsCompleted)
                _open = NewSource();
        }
    }

    internal Task PassAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return _open.Task.WaitAsync(cancellationToken);
    }

    static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
