namespace Orleans.Runtime;

/// <summary>Wakes one waiter within the same turns; raised while nobody waits, it is remembered.</summary>
sealed class Signal
{
    TaskCompletionSource _raised = new();

    public void Raise() => _raised.TrySetResult();

    public async Task Wait(CancellationToken cancellationToken)
    {
        await _raised.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (_raised.Task.IsCompleted)
            _raised = new();
    }
}
