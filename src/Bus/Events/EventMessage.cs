using System.Diagnostics.CodeAnalysis;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Tracing;
using Kalshi.Grains.Events;

namespace Kalshi.Bus;

/// <summary>Makes an event of a delivered message.</summary>
static class EventMessage
{
    /// <param name="reason">Why it is none.</param>
    internal static bool TryRead(
        JetStreamMessage message, [NotNullWhen(true)] out ReceivedEvent? received, [NotNullWhen(false)] out string? reason)
    {
        var delivery = message.Delivery;
        received = TryRead(message.Payload, message.Subject, out var envelope, out reason)
            ? new(envelope, message.Subject, delivery.StreamSequence, delivery.Stored, delivery.Deliveries, message.Payload,
                message.ReplySubject, BusTraces.CauseOf(message.Headers))
            : null;
        return received is not null;
    }

    /// <inheritdoc cref="TryRead(JetStreamMessage, out ReceivedEvent, out string)"/>
    internal static bool TryRead(
        StoredMessage message, [NotNullWhen(true)] out ReceivedEvent? received, [NotNullWhen(false)] out string? reason)
    {
        received = TryRead(message.Payload, message.Subject, out var envelope, out reason)
            ? new(envelope, message.Subject, message.Sequence, message.Stored, Deliveries: 1, message.Payload, ReplySubject: "",
                BusTraces.CauseOf(message.Headers))
            : null;
        return received is not null;
    }

    static bool TryRead(
        ReadOnlyMemory<byte> payload,
        string subject,
        [NotNullWhen(true)] out EventEnvelope? envelope,
        [NotNullWhen(false)] out string? reason)
    {
        if (EventJson.TryParse(payload.Span, out envelope, out reason) && Subjects.Of(envelope.Payload) is var own && own != subject)
            reason = $"subject: {subject} is not that of the event, {own}";
        return reason is null;
    }
}
