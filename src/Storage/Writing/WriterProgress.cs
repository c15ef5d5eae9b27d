namespace Kalshi.Storage;

/// <summary>The writer's counters, and the signal that they changed.</summary>
sealed class WriterProgress
{
    readonly Lock _gate = new();
    readonly Dictionary<string, Stream> _streams;
    EventWriterSnapshot _counts = new(false, 0, 0, 0, 0, 0, null, null, new Dictionary<string, StreamProgress>());
    long _measurements;
    TaskCompletionSource _changed = NewSignal();

    internal WriterProgress(IEnumerable<string> streams) => _streams = streams.ToDictionary(name => name, _ => new Stream());

    internal EventWriterSnapshot Snapshot()
    {
        lock (_gate)
        {
            return _counts with
            {
                Streams = _streams.ToDictionary(s => s.Key, s => new StreamProgress(s.Value.Lag, s.Value.SettledThrough, s.Value.CaughtUp)),
            };
        }
    }

    internal void Received(int events) => Change(() => _counts = _counts with { Received = _counts.Received + events });

    internal void Writing(DateTimeOffset? oldest) => Change(() => _counts = _counts with { OldestPending = oldest });

    internal void Activated(bool active) => Change(() =>
    {
        _counts = _counts with { Active = active };
        foreach (var stream in _streams.Values)
            stream.CaughtUp = false;
    });

    internal void Committed(int inserted, int alreadyStored, DateTimeOffset now) => Change(() => _counts = _counts with
    {
        Inserted = _counts.Inserted + inserted,
        AlreadyStored = _counts.AlreadyStored + alreadyStored,
        Commits = _counts.Commits + 1,
        LastCommit = now,
    });

    internal void DeadLettered() => Change(() => _counts = _counts with { DeadLettered = _counts.DeadLettered + 1 });

    internal void Settled(string stream, long sequence) =>
        Change(() => _streams[stream].SettledThrough = Math.Max(_streams[stream].SettledThrough, sequence));

    /// <summary>Before asking the bus: numbers the question, so that an answer can be told to be younger than some moment.</summary>
    internal long BeginMeasurement()
    {
        lock (_gate)
            return ++_measurements;
    }

    internal void Measured(string stream, long measurement, long lag) => Change(() =>
    {
        var progress = _streams[stream];
        progress.Lag = lag;
        progress.Measurement = measurement;
        progress.CaughtUp |= lag == 0 && _counts.Active;
    });

    /// <summary>Returns when all events of the streams up to the given sequences are settled.</summary>
    internal async Task ReachAsync(IReadOnlyDictionary<string, long> upTo, CancellationToken cancellationToken)
    {
        if (upTo.Keys.FirstOrDefault(name => !_streams.ContainsKey(name)) is { } unknown)
            throw new ArgumentException($"'{unknown}' is no stream of this writer: {string.Join(", ", _streams.Keys)}", nameof(upTo));

        // A lag of nothing that was asked for before this call says nothing about what was published since.
        var since = BeginMeasurement();
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (upTo.All(target => _streams[target.Key].IsThrough(target.Value, since)))
                    return;
                changed = _changed.Task;
            }
            await changed.WaitAsync(cancellationToken);
        }
    }

    void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            change();
            (changed, _changed) = (_changed, NewSignal());
        }
        changed.SetResult();
    }

    static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    sealed class Stream
    {
        internal long? Lag { get; set; }

        internal long Measurement { get; set; }

        internal long SettledThrough { get; set; }

        internal bool CaughtUp { get; set; }

        internal bool IsThrough(long sequence, long since) =>
            (CaughtUp && SettledThrough >= sequence) || (Lag == 0 && Measurement > since);
    }
}
