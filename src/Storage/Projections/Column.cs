using Kalshi.Grains.Events;
using Npgsql;
using NpgsqlTypes;

namespace Kalshi.Storage;

/// <summary>A column of a projection, and how an event fills it.</summary>
abstract class Column<TEvent>(string name)
    where TEvent : DomainEvent
{
    internal string Name { get; } = name;

    /// <summary>The column's values of many events, as one array parameter.</summary>
    internal abstract NpgsqlParameter Values(IReadOnlyList<TEvent> events);
}

sealed class Column<TEvent, TValue>(string name, NpgsqlDbType type, Func<TEvent, TValue> value) : Column<TEvent>(name)
    where TEvent : DomainEvent
{
    internal override NpgsqlParameter Values(IReadOnlyList<TEvent> events)
    {
        var values = new TValue[events.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = value(events[i]);
        return new NpgsqlParameter<TValue[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
    }
}
