using Kalshi.Bus;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kalshi.Storage;

/// <summary>Stores what is on the bus: the one writer of the cluster. Every process may run it; one holds the lock and writes,
/// the others stand by and take over within seconds.</summary>
/// <remarks>At least once from the bus, once in the table: an event is acknowledged after its transaction, and a copy meets
/// the unique key. While PostgreSQL is slow or away, a bounded number of events waits here and the rest on the bus, and the
/// writer tries for ever at a bounded rate. The schema must be there: see <see cref="Migrator"/>.</remarks>
public sealed partial class EventWriter : BackgroundService
{
    // So many fetches may wait besides the batch that is being written: some thousands of events at most.
    const int PendingFetches = 8;

    // How soon a lost connection, and with it the lock, is noticed when there is nothing to write.
    static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LagInterval = TimeSpan.FromMilliseconds(500);

    readonly StorageOptions _options;
    readonly IReadOnlyList<IEventConsumer> _consumers;
    readonly TimeProvider _time;
    readonly Random _random;
    readonly ILogger<EventWriter> _logger;
    readonly PendingEvents _pending = new(PendingFetches);
    readonly Gate _gate = new();
    readonly WriterProgress _progress;
    readonly WriterMetrics _metrics;
    readonly BusAnswers _answers;
    readonly Dictionary<string, SequenceRanges> _met;
    List<EventRow> _batch = [];
    UnknownCommitException? _unknown;

    /// <param name="consumers">One for each stream; the caller disposes of them after the writer has stopped.</param>
    /// <param name="random">For the jitter of pauses.</param>
    public EventWriter(
        StorageOptions options, IReadOnlyList<IEventConsumer> consumers, IDeadLetters deadLetters, TimeProvider time, Random random,
        ILogger<EventWriter> logger)
    {
        _options = options.Validated();
        _consumers = consumers;
        _time = time;
        _random = random;
        _logger = logger;
        _progress = new(consumers.Select(consumer => consumer.Stream));
        _metrics = new(_progress);
        _met = consumers.ToDictionary(consumer => consumer.Stream, _ => new SequenceRanges());
        _answers = new(deadLetters, _progress, _metrics, NewBackoff, time, logger);
    }

    public EventWriterSnapshot Snapshot => _progress.Snapshot();

    /// <summary>Waits until every event of the given streams up to the given sequences is committed or dead-lettered, by this
    /// process or another. Ends only then, or when it is cancelled.</summary>
    /// <param name="upTo">By stream name; 0 for a stream of which nothing is expected.</param>
    /// <exception cref="ArgumentException">A stream that this writer does not consume.</exception>
    public Task DrainAsync(IReadOnlyDictionary<string, long> upTo, CancellationToken cancellationToken) =>
        _progress.ReachAsync(upTo, cancellationToken);

    public override void Dispose()
    {
        _metrics.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Task[] others = [MeasureLagAsync(stoppingToken), .. _consumers.Select(consumer =>
            new EventFetcher(consumer, _gate, _pending, _answers, _progress, NewBackoff(), _time, _logger).RunAsync(stoppingToken))];
        var backoff = NewBackoff();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var session = await WriterSession.OpenAsync(_options, _time, OnStandby, stoppingToken);
                await ResolveAsync(session);
                LogActive();
                await WriteAsync(session, backoff, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                await RecoverAsync(e, backoff, stoppingToken);
            }
        }
        await Task.WhenAll(others);
    }

    void OnStandby()
    {
        _gate.Close();
        LogStandby();
    }

    /// <summary>Whatever failed, nothing is acknowledged and the batch is still here: connect anew and go on.</summary>
    async Task RecoverAsync(Exception e, Backoff backoff, CancellationToken stop)
    {
        _unknown = e as UnknownCommitException ?? _unknown;
        var pause = backoff.Next();
        LogFailed(e, pause.TotalMilliseconds);
        await Task.Delay(pause, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    async Task ResolveAsync(WriterSession session)
    {
        if (_unknown is not { } unknown)
            return;
        if (await session.WasCommittedAsync(unknown))
            Commit(unknown.Rows, unknown.Inserted);
        _unknown = null;
    }

    async Task WriteAsync(WriterSession session, Backoff backoff, CancellationToken stop)
    {
        _progress.Activated(true);
        _gate.Open();
        try
        {
            while (true)
            {
                await MaintainAsync(session);
                if (_batch.Count == 0)
                    _batch = await _pending.TakeAsync(_options.BatchEvents, _options.BatchWindow, PingInterval, _time, stop);
                if (_batch.Count > 0)
                    await SettleBatchAsync(session, stop);
                else if (stop.IsCancellationRequested)
                    return;
                else
                    await session.PingAsync();
                backoff.Reset();
            }
        }
        finally
        {
            _progress.Activated(false);
        }
    }

    async Task MaintainAsync(WriterSession session)
    {
        var today = DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);
        if (!await session.TryBeginDayAsync(today) || _options.RetentionDays is not { } days)
            return;
        try
        {
            LogDropped(await session.DropPartitionsBeforeAsync(today.AddDays(-days)), days);
        }
        catch (PostgresException e) when (e.InvariantSeverity == "ERROR")
        {
            // Somebody reads what is to be dropped. That must not keep us from writing: it has time until tomorrow.
            LogNotDropped(e);
        }
    }

    async Task SettleBatchAsync(WriterSession session, CancellationToken stop)
    {
        _progress.Writing(_batch.Min(row => row.Received.Published));
        // After a failure a part of the batch may be settled.
        await StoreAsync(session, _batch.Where(row => row.Outcome == RowOutcome.Pending).ToArray(), stop);
        foreach (var settled in _batch.GroupBy(row => row.Consumer))
        {
            await _answers.AcknowledgeAsync(settled.Key, [.. settled.Select(row => row.Received)]);
            _progress.Settled(settled.Key.Stream, settled.Max(row => row.Received.Sequence));
        }
        _batch = [];
        _progress.Writing(null);
    }

    /// <summary>Rows that PostgreSQL refuses are found by halving: the rest is stored, in order.</summary>
    async Task StoreAsync(WriterSession session, ArraySegment<EventRow> rows, CancellationToken stop)
    {
        if (rows.Count == 0)
            return;
        try
        {
            using var trace = WriterTraces.Store(rows);
            var started = _time.GetTimestamp();
            var inserted = await session.StoreAsync(rows);
            Commit(rows, inserted);
            _metrics.Committed(_time.GetElapsedTime(started), _time.GetUtcNow() - rows.Min(row => row.Received.Published));
        }
        catch (Exception e) when (rows.Count > 1 && (DataFault.Is(e) || DataFault.IsTimeout(e)))
        {
            var half = rows.Count / 2;
            await StoreAsync(session, rows[..half], stop);
            await StoreAsync(session, rows[half..], stop);
        }
        catch (Exception e) when (DataFault.Is(e))
        {
            await _answers.RejectAsync(rows[0].Received, DataFault.Reason(e), stop);
            rows[0].Outcome = RowOutcome.DeadLettered;
        }
    }

    void Commit(ArraySegment<EventRow> rows, IReadOnlyList<EventRow> inserted)
    {
        foreach (var row in rows)
            row.Outcome = RowOutcome.AlreadyStored;
        foreach (var row in inserted)
            row.Outcome = RowOutcome.Inserted;
        _progress.Committed(inserted.Count, CountCopies(rows), _time.GetUtcNow());
        _metrics.Settled(RowOutcome.Inserted, inserted.Count);
        _metrics.Settled(RowOutcome.AlreadyStored, rows.Count - inserted.Count);
    }

    /// <summary>Events that were there already; not those of which only the acknowledgement was missing.</summary>
    int CountCopies(ArraySegment<EventRow> rows)
    {
        var copies = 0;
        foreach (var row in rows.OrderByDescending(row => row.Outcome == RowOutcome.Inserted))
        {
            if (_met[row.Consumer.Stream].Add(row.Received.Sequence) && row.Outcome == RowOutcome.AlreadyStored)
                copies++;
        }
        return copies;
    }

    async Task MeasureLagAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            foreach (var consumer in _consumers)
            {
                try
                {
                    var measurement = _progress.BeginMeasurement();
                    _progress.Measured(consumer.Stream, measurement, await consumer.LagAsync(stop));
                }
                catch (Exception e) when (!stop.IsCancellationRequested)
                {
                    LogLagUnknown(e, consumer.Stream);
                }
                catch (OperationCanceledException)
                {
                    return;
                }
            }
            await Task.Delay(LagInterval, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    Backoff NewBackoff() => new(_options.ReconnectPauseMin, _options.ReconnectPauseMax, _time, _random);

    [LoggerMessage(3511, LogLevel.Information, "This process writes the event store")]
    partial void LogActive();

    [LoggerMessage(3512, LogLevel.Information, "Another process writes the event store; standing by")]
    partial void LogStandby();

    [LoggerMessage(3513, LogLevel.Error, "Writing to PostgreSQL failed; nothing is lost, the lag grows; next attempt in {PauseMs:F0} ms")]
    partial void LogFailed(Exception error, double pauseMs);

    [LoggerMessage(3514, LogLevel.Information, "Dropped {Count} partitions older than {Days} days")]
    partial void LogDropped(int count, int days);

    [LoggerMessage(3516, LogLevel.Warning, "Old partitions could not be dropped; trying again tomorrow")]
    partial void LogNotDropped(Exception error);

    [LoggerMessage(3515, LogLevel.Warning, "The lag of {Stream} is unknown")]
    partial void LogLagUnknown(Exception error, string stream);
}
