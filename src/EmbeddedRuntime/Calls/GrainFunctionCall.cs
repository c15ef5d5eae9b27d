using Orleans.Runtime;

namespace Orleans.CodeGeneration;

/// <summary>A call whose method gives a result.</summary>
public abstract class GrainFunctionCall<TResult> : GrainCall
{
    // Continuations need not be pushed off: in a turn, awaits of any other scheduler are posted to it and never inlined.
    readonly TaskCompletionSource<TResult> _response = new();

    internal Task<TResult> Response => _response.Task;

    internal sealed override bool IsAnswered => _response.Task.IsCompleted;

    protected abstract ValueTask<TResult> Invoke(object target);

    internal sealed override void Run(CallQueue target)
    {
        ValueTask<TResult> result;
        try
        {
            result = target.Filters is { } filters
                ? new(filters.Invoke(this, target, Invoke))
                : Invoke(target.Instance!);
        }
        catch (Exception error)
        {
            Fail(target, error);
            return;
        }
        if (result.IsCompletedSuccessfully)
            Complete(result.Result);
        else
        {
            target.Began(this);
            result.AsTask().ContinueWith(
                static (ended, call) => ((GrainFunctionCall<TResult>)call!).End(ended),
                this,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                target);
        }
    }

    void End(Task<TResult> ended)
    {
        var target = Target!;
        target.Ended(this);
        if (ended.IsCompletedSuccessfully)
            Complete(ended.Result);
        else
            Fail(target, CallFailure.Of(ended));
    }

    void Complete(TResult result)
    {
        StopObservingCancellation();
        _response.TrySetResult(result);
    }

    void Fail(CallQueue target, Exception error)
    {
        target.Failed(this, error);
        TryFail(error);
    }

    internal sealed override bool TryFail(Exception error)
    {
        StopObservingCancellation();
        return error is OperationCanceledException cancelled ? _response.TrySetCanceled(cancelled.CancellationToken) : _response.TrySetException(error);
    }

    internal sealed override bool TryCancel(CancellationToken token) => _response.TrySetCanceled(token);
}
