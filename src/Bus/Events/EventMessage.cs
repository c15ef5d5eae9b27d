using System.Diagnostics.CodeAnalysis;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Tracing;

namespace Kalshi.Bus;

/// <summary>Makes an event of a delivered message.</summary>
static class EventMessage
{
    /// <param name="reason">Why it is none.</param>
    internal static bool TryRead(
        JetStreamMessage message, [NotNullWhen(true)] out ReceivedEvent? received, [NotNullWhen(false)] out string? reason)
    {
        var delivery = message.Delivery;
        var stored = new StoredMessage(message.Subject, delivery.StreamSequence, delivery.Stored, message.Headers, message.Payload);
        if (!TryRead(stored, out received, out reason))
            return false;
        received = received with { Deliveries = delivery.Deliveries, ReplySubject = message.ReplySubject };
        return true;
    }

    /// <inheritdoc cref="TryRead(JetStreamMessage, out ReceivedEvent, out string)"/>
    internal static bool TryRead(
        StoredMessage message, [NotNullWhen(true)] out ReceivedEvent? received, [NotNullWhen(false)] out string? reason)
    {
        received = null;
        if (!EventJson.TryParse(message.Payload.Span, out var envelope, out reason))
            return false;
        if (Subjects.Of(envelope.Payload) is var subject && subject != message.Subject)
        {
            reason = $"subject: {message.Subject} is not that of the event, {subject}";
            return false;
        }
        received = new(envelope, message.Subject, message.Sequence, message.Stored, Deliveries: 1, message.Payload, ReplySubject: "",
            BusTraces.CauseOf(message.Headers));
        return true;
    }
}
