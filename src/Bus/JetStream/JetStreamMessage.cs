using Kalshi.Bus.Nats;

namespace Kalshi.Bus.JetStream;

/// <summary>A message as a consumer delivered it.</summary>
/// <param name="ReplySubject">Where acknowledgements of this delivery go.</param>
public sealed record JetStreamMessage(
    string Subject, NatsHeaders Headers, ReadOnlyMemory<byte> Payload, string ReplySubject, DeliveryInfo Delivery);
