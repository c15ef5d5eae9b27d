namespace Orleans.Streams;

/// <summary>An observer of whatever type of event.</summary>
interface IAttachedObserver
{
    Task Deliver(IBatchContainer message);

    Task Fail(Exception error);
}

/// <param name="start">Events before it are passed over.</param>
sealed class AttachedObserver<T>(IAsyncObserver<T> observer, StreamSequenceToken? start) : IAttachedObserver
{
    public async Task Deliver(IBatchContainer message)
    {
        foreach (var (item, token) in message.GetEvents<T>())
            if (start is null || !token.Older(start))
                await observer.OnNextAsync(item, token);
    }

    public Task Fail(Exception error) => observer.OnErrorAsync(error);
}

/// <inheritdoc cref="AttachedObserver{T}"/>
sealed class AttachedBatchObserver<T>(IAsyncBatchObserver<T> observer, StreamSequenceToken? start) : IAttachedObserver
{
    public Task Deliver(IBatchContainer message)
    {
        var items = message.GetEvents<T>()
            .Where(item => start is null || !item.Item2.Older(start))
            .Select(item => new SequentialItem<T>(item.Item1, item.Item2))
            .ToList();
        return items.Count == 0 ? Task.CompletedTask : observer.OnNextAsync(items);
    }

    public Task Fail(Exception error) => observer.OnErrorAsync(error);
}
