using Kalshi.Bus;
using Microsoft.Extensions.Logging;

namespace Kalshi.Storage;

/// <summary>The writer's words to the bus: this can never be stored, and this is settled.</summary>
sealed partial class BusAnswers(
    IDeadLetters deadLetters, WriterProgress progress, WriterMetrics metrics, Func<Backoff> newBackoff, TimeProvider time, ILogger logger)
{
    const int AcknowledgeAttempts = 3;
    static readonly TimeSpan AcknowledgeTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Returns when the dead letters have it: until then the event stays unacknowledged, so it is not lost.</summary>
    internal async Task RejectAsync(ReceivedEvent received, string reason, CancellationToken stop)
    {
        var backoff = newBackoff();
        while (true)
        {
            try
            {
                await deadLetters.RejectAsync(received.Subject, reason, received.Body, received.Envelope.IdempotencyKey, stop);
                progress.DeadLettered();
                metrics.Settled(RowOutcome.DeadLettered, 1);
                LogRejected(received.Subject, received.Sequence, reason);
                return;
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                LogDeadLettersFailed(e, received.Subject, received.Sequence);
                await backoff.PauseAsync(stop);
            }
        }
    }

    /// <summary>Gives up after a few attempts: what stays unacknowledged comes again, and is found to be stored already.</summary>
    internal async Task AcknowledgeAsync(IEventConsumer consumer, IReadOnlyList<ReceivedEvent> events)
    {
        var backoff = newBackoff();
        for (var attempt = 1; attempt <= AcknowledgeAttempts; attempt++)
        {
            try
            {
                using var timeout = new CancellationTokenSource(AcknowledgeTimeout, time);
                await consumer.AcknowledgeAsync(events, timeout.Token);
                return;
            }
            catch (Exception e)
            {
                LogAcknowledgeFailed(e, consumer.Stream, events.Count, attempt);
                await backoff.PauseAsync(CancellationToken.None);
            }
        }
    }

    [LoggerMessage(3502, LogLevel.Warning, "Rejected {Subject} at {Sequence}: {Reason}")]
    partial void LogRejected(string subject, long sequence, string reason);

    [LoggerMessage(3503, LogLevel.Error, "The dead letters do not take {Subject} at {Sequence}; trying again")]
    partial void LogDeadLettersFailed(Exception error, string subject, long sequence);

    [LoggerMessage(3504, LogLevel.Warning, "Acknowledging {Count} events of {Stream} failed (attempt {Attempt}); what stays unacknowledged comes again")]
    partial void LogAcknowledgeFailed(Exception error, string stream, int count, int attempt);
}
