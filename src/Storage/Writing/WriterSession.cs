using Npgsql;

namespace Kalshi.Storage;

/// <summary>The right to write: one connection that holds the cluster's writer lock and carries every write.</summary>
/// <remarks>Lock and writes share the connection on purpose. PostgreSQL frees the lock only when the session has ended, and
/// with it its transaction: a writer that has lost the lock cannot write, whatever it believes. A pooler in transaction mode
/// between us and PostgreSQL would break this; connect directly.</remarks>
sealed class WriterSession : IAsyncDisposable
{
    internal const long Lock = 0x4B41_4C53_5752_4954; // "KALSWRIT"

    /// <summary>Partitions are made so many days ahead, so that no day starts with waiting for one.</summary>
    const int DaysAhead = 2;

    readonly NpgsqlConnection _connection;
    readonly HashSet<DateOnly> _partitions = [EventDay.Undated];
    DateOnly _day;

    WriterSession(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Connects, and waits as a standby until no other session holds the lock.</summary>
    /// <param name="onStandby">Called once when another session holds it.</param>
    internal static async Task<WriterSession> OpenAsync(
        StorageOptions options, TimeProvider time, Action onStandby, CancellationToken cancellationToken)
    {
        var connection = StorageConnections.ForWriter(options);
        try
        {
            await connection.OpenAsync(cancellationToken);
            var standby = false;
            while (!await TryLockAsync(connection, cancellationToken))
            {
                if (!standby)
                    onStandby();
                standby = true;
                await Task.Delay(options.StandbyPoll, time, cancellationToken);
            }
            await EventBatch.PrepareAsync(connection, cancellationToken);
            return new(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stores the rows in one transaction.</summary>
    /// <returns>Those that were not stored before. Nothing is stored when it throws, but see below.</returns>
    /// <exception cref="UnknownCommitException">The connection broke at the one moment when that cannot be known.</exception>
    internal async Task<IReadOnlyList<EventRow>> StoreAsync(ArraySegment<EventRow> rows)
    {
        await EnsurePartitionsAsync(rows.Select(row => row.Day).Distinct());
        try
        {
            return await CommitAsync(rows, async () => (rows, await EventBatch.StoreNewAsync(_connection, rows)));
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // A redelivery: its first row that is there ends the copy, and nothing of the batch is stored yet.
            return await CommitAsync(rows, () => EventBatch.StoreAbsentAsync(_connection, rows));
        }
    }

    async Task<IReadOnlyList<EventRow>> CommitAsync(
        ArraySegment<EventRow> rows, Func<Task<(IReadOnlyList<EventRow> Inserted, DateTime Began)>> store)
    {
        await using var transaction = await _connection.BeginTransactionAsync();
        var (inserted, began) = await store();
        try
        {
            await transaction.CommitAsync();
        }
        catch (Exception e) when (e is not PostgresException { InvariantSeverity: "ERROR" })
        {
            throw new UnknownCommitException(began, rows, inserted, e);
        }
        return inserted;
    }

    /// <summary>Whether a transaction of an earlier session was committed. That session is over: else this one would not have the
    /// lock.</summary>
    /// <remarks>Told by one of its rows and the moment that they bear, since all of them are there or none. Not by its id: after a
    /// crash of PostgreSQL an id of which nothing was written yet is given to another transaction.</remarks>
    internal async Task<bool> WasCommittedAsync(UnknownCommitException unknown)
    {
        if (unknown.Inserted is not [var row, ..])
            return false;
        await using var command = new NpgsqlCommand("""
            SELECT EXISTS (
                SELECT FROM event_store.events_raw
                WHERE event_type = $1 AND idempotency_key = $2 AND day = $3 AND stored_at = $4)
            """, _connection);
        foreach (var value in (object[])[row.Envelope.EventType, row.Envelope.IdempotencyKey, row.Day, unknown.Began])
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Fails when the connection, and with it the lock, is gone.</summary>
    internal Task PingAsync() => ScalarAsync("SELECT 1");

    /// <summary>Once a day, makes the partitions of that day and of those to come.</summary>
    /// <returns>False when that was done before.</returns>
    internal async Task<bool> TryBeginDayAsync(DateOnly today)
    {
        if (_day == today)
            return false;
        await EnsurePartitionsAsync(Enumerable.Range(0, DaysAhead + 1).Select(today.AddDays));
        _day = today;
        return true;
    }

    /// <returns>How many were dropped.</returns>
    internal async Task<int> DropPartitionsBeforeAsync(DateOnly oldestKept)
    {
        var dropped = (int)(await ScalarAsync($"SELECT event_store.drop_partitions_before('{oldestKept:yyyy-MM-dd}')"))!;
        _partitions.RemoveWhere(day => day != EventDay.Undated && day < oldestKept);
        return dropped;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    async Task EnsurePartitionsAsync(IEnumerable<DateOnly> days)
    {
        foreach (var day in days.Where(day => !_partitions.Contains(day)).ToArray())
        {
            await ScalarAsync($"SELECT event_store.ensure_partition('{day:yyyy-MM-dd}')");
            _partitions.Add(day);
        }
    }

    static async Task<bool> TryLockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT pg_try_advisory_lock({Lock})", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    async Task<object?> ScalarAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        return await command.ExecuteScalarAsync();
    }
}
