using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace Kalshi.Bus.Streams;

/// <summary>An event that a grain refuses on every try goes to the dead letters; its stream goes on behind it.</summary>
sealed partial class DeadLetterFailureHandler(JetStreamClient jetStream, DeadLetterWriter deadLetters, string stream, ILogger log) : IStreamFailureHandler
{
    /// <summary>False: one bad event must not end a market's subscription.</summary>
    public bool ShouldFaultSubsriptionOnError => false;

    public async Task OnDeliveryFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken)
    {
        LogUndelivered(streamIdentity, sequenceToken?.SequenceNumber);
        if (sequenceToken is null)
            return;
        var sequence = sequenceToken.SequenceNumber;
        if (await jetStream.GetMessageAsync(stream, sequence) is not { } message)
            return;
        var delivery = new DeliveryInfo(stream, streamProviderName, 1, sequence, 0, message.Stored, 0);
        await deadLetters.RejectAsync(
            message.Subject, new(message.Subject, NatsHeaders.None, message.Payload, "", delivery),
            $"the grain of stream {streamIdentity} failed on every try", CancellationToken.None);
    }

    public Task OnSubscriptionFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken)
    {
        LogUnsubscribed(streamIdentity, sequenceToken?.SequenceNumber);
        return Task.CompletedTask;
    }

    [LoggerMessage(2402, LogLevel.Error, "The grain of stream {Stream} failed on every try for sequence {Sequence}; the event is in the dead letters")]
    partial void LogUndelivered(StreamId stream, long? sequence);

    [LoggerMessage(2403, LogLevel.Error, "The grain of stream {Stream} could not be subscribed at sequence {Sequence}")]
    partial void LogUnsubscribed(StreamId stream, long? sequence);
}
