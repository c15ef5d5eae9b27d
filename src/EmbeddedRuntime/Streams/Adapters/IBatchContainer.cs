using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>What one message of a queue carries: events of one stream.</summary>
public interface IBatchContainer
{
    StreamId StreamId { get; }

    StreamSequenceToken SequenceToken { get; }

    IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>();

    /// <summary>Sets the producer's <see cref="RequestContext"/> for the delivery; false where there is none.</summary>
    bool ImportRequestContext();
}
