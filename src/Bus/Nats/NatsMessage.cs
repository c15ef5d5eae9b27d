namespace Kalshi.Bus.Nats;

/// <summary>A message as a subscriber got it; it owns its bytes.</summary>
/// <param name="ReplyTo">Where an answer or acknowledgement goes; empty when none is expected.</param>
public sealed record NatsMessage(string Subject, string ReplyTo, NatsHeaders Headers, ReadOnlyMemory<byte> Payload);
