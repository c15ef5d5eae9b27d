using Kalshi.Grains;
using Kalshi.Grains.Events;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace Kalshi.Bus.Streams;

/// <summary>One event on its way to the grains of its stream.</summary>
/// <param name="Sequence">Position in the JetStream stream; grains store it in their checkpoints.</param>
[GenerateSerializer, Immutable, Alias("kalshi.event_batch")]
public sealed record EventBatch([property: Id(0)] EventEnvelope Envelope, [property: Id(1)] long Sequence) : IBatchContainer
{
    public StreamId StreamId => StreamOf(Envelope.Payload);

    public StreamSequenceToken SequenceToken => new EventSequenceTokenV2(Sequence);

    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>() =>
        Envelope is T e ? [Tuple.Create(e, SequenceToken)] : [];

    /// <summary>False: events come from venues, no caller's context comes with them.</summary>
    public bool ImportRequestContext() => false;

    public override string ToString() => $"{Envelope.EventType} of {StreamId} at {Sequence}";

    /// <summary>Spot ticks by product; everything else about a market by its ticker.</summary>
    internal static StreamId StreamOf(DomainEvent payload) => StreamId.Create(
        payload is SpotTick ? StreamNamespaces.Spot : StreamNamespaces.Market, payload.Key);
}
