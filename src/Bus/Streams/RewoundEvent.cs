using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace Kalshi.Bus.Streams;

/// <summary>An event of the past on its way to the one cursor that asked for it; it never reaches a grain in this wrapping.</summary>
/// <param name="Batch">Null: the past ends here.</param>
sealed record RewoundEvent(Rewind Rewind, IBatchContainer? Batch) : IBatchContainer
{
    public StreamId StreamId => Rewind.Stream;

    public StreamSequenceToken SequenceToken => Batch?.SequenceToken ?? new EventSequenceTokenV2(Rewind.Until);

    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>() => Batch?.GetEvents<T>() ?? [];

    public bool ImportRequestContext() => false;
}
