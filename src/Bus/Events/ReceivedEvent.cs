using Kalshi.Grains.Events;

namespace Kalshi.Bus;

/// <summary>An event as a consumer got it, or as it was read by its position.</summary>
/// <param name="Sequence">Position in the stream.</param>
/// <param name="Published">When the stream stored it.</param>
/// <param name="Deliveries">1 on the first try.</param>
/// <param name="Body">The envelope's JSON, UTF-8, as it was on the wire.</param>
/// <param name="ReplySubject">Where acknowledgements of this delivery go; empty when it was read by its position.</param>
/// <param name="Cause">The <c>traceparent</c> that it was published with, unchecked; null for none.</param>
public sealed record ReceivedEvent(
    EventEnvelope Envelope,
    string Subject,
    long Sequence,
    DateTimeOffset Published,
    int Deliveries,
    ReadOnlyMemory<byte> Body,
    string ReplySubject,
    string? Cause = null);
