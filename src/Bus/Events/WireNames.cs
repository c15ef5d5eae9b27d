using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kalshi.Grains.Events;
using Kalshi.Trading;

namespace Kalshi.Bus;

/// <summary>Names on the wire: the field's name in snake_case, with its unit where the type has one.</summary>
static class WireNames
{
    internal static void Apply(JsonTypeInfo type, int version)
    {
        if (!type.Type.IsSubclassOf(typeof(DomainEvent)))
            return;
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            var property = type.Properties[i];
            // EventType, Key and Timestamp follow from the others.
            if (property.AssociatedParameter is null)
            {
                type.Properties.RemoveAt(i);
                continue;
            }
            property.Name = Of(type.Type, property);
            property.IsRequired = EventSchema.Has(type.Type, property.Name, version);
            if (!property.IsRequired)
            {
                property.ShouldSerialize = static (_, _) => false;
                property.CustomConverter = new LaterFieldConverter();
            }
        }
    }

    static string Of(Type owner, JsonPropertyInfo property)
    {
        var unit = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (unit == typeof(MarketTicker))
            return owner == typeof(ContractUpdate) ? "ticker" : "market_id";
        var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(property.AssociatedParameter!.Name);
        return unit == typeof(Price) || unit == typeof(Money) || unit == typeof(SpotPrice) ? $"{name}_dollars"
            : unit == typeof(Quantity) ? $"{name}_fp"
            : name;
    }
}
