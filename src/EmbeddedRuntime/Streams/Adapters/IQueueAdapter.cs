using Orleans.Runtime;

namespace Orleans.Streams;

public enum StreamProviderDirection
{
    None,
    ReadOnly,
    WriteOnly,
    ReadWrite,
}

/// <summary>A queue service that carries streams.</summary>
public interface IQueueAdapter
{
    /// <summary>The stream provider's name.</summary>
    string Name { get; }

    /// <summary>Whether a subscription may start at an older token.</summary>
    bool IsRewindable { get; }

    StreamProviderDirection Direction { get; }

    /// <summary>Ends when the service has taken the events.</summary>
    Task QueueMessageBatchAsync<T>(StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext);

    IQueueAdapterReceiver CreateReceiver(QueueId queueId);
}

public static class QueueAdapterExtensions
{
    public static Task QueueMessageAsync<T>(this IQueueAdapter adapter, StreamId streamId, T evt, StreamSequenceToken? token, Dictionary<string, object>? requestContext) =>
        adapter.QueueMessageBatchAsync(streamId, [evt], token, requestContext);
}
