using Orleans.Runtime;

namespace Orleans.CodeGeneration;

/// <summary>A call whose method gives no result.</summary>
public abstract class GrainActionCall : GrainCall
{
    // Continuations need not be pushed off: in a turn, awaits of any other scheduler are posted to it and never inlined.
    readonly TaskCompletionSource _response = new();

    internal Task Response => _response.Task;

    internal sealed override bool IsAnswered => _response.Task.IsCompleted;

    private protected virtual bool PassesFilters => true;

    protected abstract ValueTask Invoke(object target);

    internal sealed override void Run(CallQueue target)
    {
        ValueTask result;
        try
        {
            result = PassesFilters && target.Filters is { } filters
                ? new(filters.Invoke(this, target, Invoke))
                : Invoke(target.Instance!);
        }
        catch (Exception error)
        {
            Fail(target, error);
            return;
        }
        if (result.IsCompletedSuccessfully)
            Complete();
        else
        {
            target.Began(this);
            result.AsTask().ContinueWith(
                static (ended, call) => ((GrainActionCall)call!).End(ended),
                this,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                target);
        }
    }

    void End(Task ended)
    {
        var target = Target!;
        target.Ended(this);
        if (ended.IsCompletedSuccessfully)
            Complete();
        else
            Fail(target, CallFailure.Of(ended));
    }

    void Complete()
    {
        StopObservingCancellation();
        _response.TrySetResult();
    }

    void Fail(CallQueue target, Exception error)
    {
        target.Failed(this, error);
        if (Method.IsOneWay)
            Complete();
        else
            TryFail(error);
    }

    internal sealed override bool TryFail(Exception error)
    {
        StopObservingCancellation();
        return error is OperationCanceledException cancelled ? _response.TrySetCanceled(cancelled.CancellationToken) : _response.TrySetException(error);
    }

    internal sealed override bool TryCancel(CancellationToken token) => _response.TrySetCanceled(token);
}
