using Kalshi.Grains;
using Kalshi.Grains.Events;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace Kalshi.Bus.Streams;

/// <summary>One event on its way to the grains of its stream.</summary>
/// <param name="Sequence">Position in the JetStream stream; grains store it in their checkpoints.</param>
/// <param name="Cause">The <c>traceparent</c> of its publication; null when that was not traced.</param>
[GenerateSerializer, Immutable, Alias("kalshi.event_batch")]
public sealed record EventBatch(
    [property: Id(0)] EventEnvelope Envelope, [property: Id(1)] long Sequence, [property: Id(2)] string? Cause = null) : IBatchContainer
{
    public StreamId StreamId => StreamOf(Envelope.Payload);

    public StreamSequenceToken SequenceToken => new EventSequenceTokenV2(Sequence);

    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>() =>
        Envelope is T e ? [Tuple.Create(e, SequenceToken)] : [];

    /// <summary>Of the publisher's context, its trace comes along.</summary>
    public bool ImportRequestContext()
    {
        if (Cause is null)
            return false;
        RequestContext.Set(GrainTraces.ContextKey, Cause);
        return true;
    }

    public override string ToString() => $"{Envelope.EventType} of {StreamId} at {Sequence}";

    /// <summary>Spot ticks by product; everything else about a market by its ticker.</summary>
    internal static StreamId StreamOf(DomainEvent payload) => StreamId.Create(
        payload is SpotTick ? StreamNamespaces.Spot : StreamNamespaces.Market, payload.Key);
}
