using Kalshi.Grains.Events;
using Kalshi.Trading;
using NpgsqlTypes;

namespace Kalshi.Storage;

/// <summary>The columns that one event type needs, in the units of the tables.</summary>
static class Columns<TEvent>
    where TEvent : DomainEvent
{
    internal static Column<TEvent> Text(string name, Func<TEvent, string?> value) => new Column<TEvent, string?>(name, NpgsqlDbType.Text, value);

    internal static Column<TEvent> Whole(string name, Func<TEvent, long?> value) => new Column<TEvent, long?>(name, NpgsqlDbType.Bigint, value);

    internal static Column<TEvent> Small(string name, Func<TEvent, int?> value) => new Column<TEvent, int?>(name, NpgsqlDbType.Integer, value);

    internal static Column<TEvent> Real(string name, Func<TEvent, double?> value) => new Column<TEvent, double?>(name, NpgsqlDbType.Double, value);

    internal static Column<TEvent> Flag(string name, Func<TEvent, bool> value) => new Column<TEvent, bool>(name, NpgsqlDbType.Boolean, value);

    internal static Column<TEvent> Exact(string name, Func<TEvent, decimal?> value) => new Column<TEvent, decimal?>(name, NpgsqlDbType.Numeric, value);

    internal static Column<TEvent> Contracts(string name, Func<TEvent, Quantity?> value) =>
        Exact(name, e => value(e) is { } quantity ? quantity.Steps / (decimal)Quantity.Scale : null);

    internal static Column<TEvent> ContractPrice(string name, Func<TEvent, Price?> value) =>
        Exact(name, e => value(e) is { } price ? price.Steps / (decimal)Price.Scale : null);

    internal static Column<TEvent> Spot(string name, Func<TEvent, SpotPrice?> value) =>
        Exact(name, e => value(e) is { } price ? price.Steps / (decimal)SpotPrice.Scale : null);

    internal static Column<TEvent> Dollars(string name, Func<TEvent, Money> value) =>
        Exact(name, e => value(e).Steps / (decimal)Money.Scale);

    internal static Column<TEvent> Outcome(string name, Func<TEvent, Side?> value) => Text(name, e => value(e) switch
    {
        Side.Yes => "YES",
        Side.No => "NO",
        _ => null,
    });
}
