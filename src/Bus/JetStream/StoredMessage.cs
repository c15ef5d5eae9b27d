using Kalshi.Bus.Nats;

namespace Kalshi.Bus.JetStream;

/// <summary>A message read from its stream by position.</summary>
public sealed record StoredMessage(string Subject, long Sequence, DateTimeOffset Stored, NatsHeaders Headers, ReadOnlyMemory<byte> Payload);
