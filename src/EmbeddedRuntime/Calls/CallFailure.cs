using System.Runtime.ExceptionServices;

namespace Orleans.CodeGeneration;

static class CallFailure
{
    /// <summary>The exception of a task that did not succeed, with the stack of where it was thrown.</summary>
    public static Exception Of(Task ended)
    {
        if (ended.Exception is { } errors)
            return errors.InnerExceptions.Count == 1 ? errors.InnerExceptions[0] : errors;
        try
        {
            ended.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException cancelled)
        {
            return ExceptionDispatchInfo.Capture(cancelled).SourceException;
        }
        throw new InvalidOperationException("the task has succeeded");
    }
}
