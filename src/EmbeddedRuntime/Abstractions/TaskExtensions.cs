namespace Orleans;

public static class PublicOrleansTaskExtensions
{
    /// <summary>Marks the failure of a task as seen, for tasks that nobody awaits.</summary>
    public static void Ignore(this Task task)
    {
        if (task.IsCompleted)
            _ = task.Exception;
        else
            task.ContinueWith(
                static ended => _ = ended.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
    }
}
