using Kalshi.Grains.Events;
using Npgsql;
using NpgsqlTypes;

namespace Kalshi.Storage;

/// <summary>A table that holds the latest state by key, and follows from events.</summary>
abstract class Projection
{
    /// <summary>Statements that bring the table up to <paramref name="events"/>, which are all of this projection's type and
    /// in the order of their arrival. To be executed in this order.</summary>
    internal abstract IEnumerable<NpgsqlBatchCommand> Upserts(IReadOnlyList<EventEnvelope> events);
}

/// <summary>Monotonic: a row gives way only to a greater version, which is the domain time and then the idempotency key in
/// the order of its bytes. So the state depends on which events came, not on their order or on how they were batched.</summary>
sealed class Projection<TEvent> : Projection
    where TEvent : DomainEvent
{
    readonly Func<TEvent, string> _key;
    readonly Func<TEvent, long> _asOfMs;
    readonly Merge _merge;
    readonly Column<TEvent>[] _columns;
    readonly string _upsert;

    /// <param name="key">Name of the key's column, and the key of an event.</param>
    /// <param name="asOfMs">Domain time of an event, Unix milliseconds.</param>
    internal Projection(
        string table, (string Name, Func<TEvent, string> Of) key, Func<TEvent, long> asOfMs, Merge merge, params Column<TEvent>[] columns)
    {
        _key = key.Of;
        _asOfMs = asOfMs;
        _merge = merge;
        _columns = columns;
        _upsert = Upsert(table, key.Name);
    }

    internal override IEnumerable<NpgsqlBatchCommand> Upserts(IReadOnlyList<EventEnvelope> events)
    {
        // One statement can touch a row once. What is not greater than an earlier event of its key cannot change the row;
        // of the others a replacing merge needs the last, a filling merge all, one after the other.
        List<Dictionary<string, Versioned>> rounds = [];
        Dictionary<string, (Versioned Greatest, int Rounds)> seen = [];
        foreach (var envelope in events)
        {
            var payload = (TEvent)envelope.Payload;
            var next = new Versioned(payload, _asOfMs(payload), envelope.IdempotencyKey);
            var key = _key(payload);
            var known = seen.TryGetValue(key, out var state);
            if (known && !next.IsGreaterThan(state.Greatest))
                continue;
            var round = known && _merge == Merge.Fill ? state.Rounds : 0;
            if (round == rounds.Count)
                rounds.Add([]);
            rounds[round][key] = next;
            seen[key] = (next, round + 1);
        }
        return rounds.Select(Command);
    }

    NpgsqlBatchCommand Command(Dictionary<string, Versioned> rows)
    {
        var payloads = rows.Values.Select(row => row.Payload).ToArray();
        var command = new NpgsqlBatchCommand(_upsert);
        command.Parameters.Add(Array(rows.Keys, NpgsqlDbType.Text));
        command.Parameters.Add(Array(rows.Values.Select(row => row.AsOfMs), NpgsqlDbType.Bigint));
        command.Parameters.Add(Array(rows.Values.Select(row => row.IdempotencyKey), NpgsqlDbType.Text));
        foreach (var column in _columns)
            command.Parameters.Add(column.Values(payloads));
        return command;
    }

    static NpgsqlParameter<T[]> Array<T>(IEnumerable<T> values, NpgsqlDbType type) =>
        new() { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | type };

    string Upsert(string table, string key)
    {
        var names = _columns.Select(column => column.Name).ToArray();
        var parameters = Enumerable.Range(1, names.Length + 3).Select(i => $"${i}");
        var assignments = names.Select(name => _merge == Merge.Fill
            ? $"{name} = coalesce(excluded.{name}, latest.{name})"
            : $"{name} = excluded.{name}");
        return $"""
            INSERT INTO event_store.{table} AS latest ({key}, as_of_ms, idempotency_key, {string.Join(", ", names)})
            SELECT * FROM unnest({string.Join(", ", parameters)})
            ON CONFLICT ({key}) DO UPDATE
            SET as_of_ms = excluded.as_of_ms, idempotency_key = excluded.idempotency_key, updated_at = now(), {string.Join(", ", assignments)}
            WHERE (excluded.as_of_ms, excluded.idempotency_key) > (latest.as_of_ms, latest.idempotency_key)
            """;
    }

    readonly record struct Versioned(TEvent Payload, long AsOfMs, string IdempotencyKey)
    {
        internal bool IsGreaterThan(Versioned other) =>
            AsOfMs != other.AsOfMs ? AsOfMs > other.AsOfMs : string.CompareOrdinal(IdempotencyKey, other.IdempotencyKey) > 0;
    }
}
