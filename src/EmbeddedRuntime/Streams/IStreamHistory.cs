using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>What a queue service still holds of its streams' past. Registered under the provider's name, a subscription that asks
/// for an older token gets it; without one it only passes over what is older than its token.</summary>
public interface IStreamHistory
{
    /// <summary>The messages of a stream from one token to another, the second one excluded, oldest first.</summary>
    IAsyncEnumerable<IBatchContainer> ReadAsync(StreamId stream, StreamSequenceToken from, StreamSequenceToken until, CancellationToken cancellationToken);
}
