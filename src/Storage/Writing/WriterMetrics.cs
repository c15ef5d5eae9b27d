using System.Diagnostics.Metrics;

namespace Kalshi.Storage;

/// <summary>The writer's instruments, in the meter <c>Kalshi.Storage</c>.</summary>
sealed class WriterMetrics : IDisposable
{
    readonly Meter _meter = new("Kalshi.Storage");
    readonly Counter<long> _events;
    readonly Histogram<double> _commitSeconds;
    readonly Histogram<double> _publishToCommitSeconds;

    internal WriterMetrics(WriterProgress progress)
    {
        _events = _meter.CreateCounter<long>("kalshi.storage.events", "{event}", "Events settled, by outcome");
        _commitSeconds = _meter.CreateHistogram<double>("kalshi.storage.commit.duration", "s", "Time to store and commit a batch");
        _publishToCommitSeconds = _meter.CreateHistogram<double>("kalshi.storage.publish_to_commit", "s", "Age of a batch's oldest event at its commit");
        _meter.CreateObservableGauge("kalshi.storage.writer.active", () => progress.Snapshot().Active ? 1 : 0, "1", "1 in the process that writes");
        _meter.CreateObservableGauge(
            "kalshi.storage.lag",
            () => progress.Snapshot().Streams
                .Where(stream => stream.Value.Lag is not null)
                .Select(stream => new Measurement<long>(stream.Value.Lag!.Value, new KeyValuePair<string, object?>("stream", stream.Key))),
            "{message}",
            "Messages not yet acknowledged, by stream");
    }

    internal void Settled(RowOutcome outcome, int events)
    {
        if (events > 0)
            _events.Add(events, new KeyValuePair<string, object?>("outcome", Name(outcome)));
    }

    internal void Committed(TimeSpan duration, TimeSpan publishToCommit)
    {
        _commitSeconds.Record(duration.TotalSeconds);
        _publishToCommitSeconds.Record(Math.Max(0, publishToCommit.TotalSeconds));
    }

    public void Dispose() => _meter.Dispose();

    static string Name(RowOutcome outcome) => outcome switch
    {
        RowOutcome.Inserted => "inserted",
        RowOutcome.AlreadyStored => "already_stored",
        RowOutcome.DeadLettered => "dead_lettered",
        _ => "pending",
    };
}
