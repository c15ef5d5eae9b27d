using Kalshi.Bus;
using Microsoft.Extensions.Logging;

namespace Kalshi.Storage;

/// <summary>Fetches one stream while the gate is open, and sorts out what can never be stored.</summary>
sealed partial class EventFetcher(
    IEventConsumer consumer, Gate gate, PendingEvents pending, BusAnswers answers, WriterProgress progress, Backoff backoff,
    TimeProvider time, ILogger logger)
{
    /// <summary>Most events that one fetch may bring.</summary>
    internal const int FetchEvents = 500;

    static readonly TimeSpan FetchWait = TimeSpan.FromSeconds(1);

    internal async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await gate.PassAsync(stop);
                await FetchAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What was fetched and not accepted stays unacknowledged, and comes again.
        }
    }

    async Task FetchAsync(CancellationToken stop)
    {
        try
        {
            await AcceptAsync(await consumer.FetchAsync(FetchEvents, FetchWait, stop), stop);
            backoff.Reset();
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            LogFetchFailed(e, consumer.Stream);
            await backoff.PauseAsync(stop);
        }
    }

    async Task AcceptAsync(IReadOnlyList<ReceivedEvent> events, CancellationToken stop)
    {
        List<EventRow> rows = new(events.Count);
        foreach (var received in events)
        {
            if (EventRow.TryCreate(received, consumer, time.GetUtcNow(), out var row, out var fault))
                rows.Add(row!);
            else
                await RejectAsync(received, fault!, stop);
        }
        if (rows.Count == 0)
            return;
        progress.Received(rows.Count);
        await pending.AddAsync(rows, stop);
    }

    async Task RejectAsync(ReceivedEvent received, string fault, CancellationToken stop)
    {
        progress.Received(1);
        await answers.RejectAsync(received, fault, stop);
        await answers.AcknowledgeAsync(consumer, [received]);
    }

    [LoggerMessage(3501, LogLevel.Warning, "Fetching from {Stream} failed; trying again")]
    partial void LogFetchFailed(Exception error, string stream);
}
