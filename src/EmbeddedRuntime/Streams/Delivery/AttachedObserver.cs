namespace Orleans.Streams;

/// <summary>An observer of whatever type of event.</summary>
interface IAttachedObserver
{
    /// <summary>Where the past begins that it wants before anything else; null when it has had it, or wants none.</summary>
    StreamSequenceToken? Awaited { get; set; }

    Task Deliver(IBatchContainer message);

    Task Fail(Exception error);
}

/// <param name="start">Events before it are passed over.</param>
sealed class AttachedObserver<T>(IAsyncObserver<T> observer, StreamSequenceToken? start) : IAttachedObserver
{
    readonly StreamSequenceToken? _start = start;

    public StreamSequenceToken? Awaited { get; set; } = start;

    public async Task Deliver(IBatchContainer message)
    {
        foreach (var (item, token) in message.GetEvents<T>())
            if (_start is null || !token.Older(_start))
                await observer.OnNextAsync(item, token);
        if (Awaited is not null)
            Awaited = message.SequenceToken;
    }

    public Task Fail(Exception error) => observer.OnErrorAsync(error);
}

/// <inheritdoc cref="AttachedObserver{T}"/>
sealed class AttachedBatchObserver<T>(IAsyncBatchObserver<T> observer, StreamSequenceToken? start) : IAttachedObserver
{
    readonly StreamSequenceToken? _start = start;

    public StreamSequenceToken? Awaited { get; set; } = start;

    public async Task Deliver(IBatchContainer message)
    {
        var items = message.GetEvents<T>()
            .Where(item => _start is null || !item.Item2.Older(_start))
            .Select(item => new SequentialItem<T>(item.Item1, item.Item2))
            .ToList();
        if (items.Count > 0)
            await observer.OnNextAsync(items);
        if (Awaited is not null)
            Awaited = message.SequenceToken;
    }

    public Task Fail(Exception error) => observer.OnErrorAsync(error);
}
