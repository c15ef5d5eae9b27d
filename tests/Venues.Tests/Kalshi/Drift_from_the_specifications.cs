using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Kalshi.Trading;

namespace Kalshi.Venues.Tests;

/// <summary>Our readers against the venue's own OpenAPI and AsyncAPI. V2 orders, account limits and endpoint costs are younger than the
/// stored OpenAPI and cannot be compared here.</summary>
public class Drift_from_the_specifications
{
    static readonly (Type Answer, string Schema)[] MarketData =
    [
        (typeof(StatusAnswer), "ExchangeStatus"), (typeof(ScheduleEnvelope), "GetExchangeScheduleResponse"), (typeof(ScheduleAnswer), "Schedule"),
        (typeof(WeekAnswer), "WeeklySchedule"), (typeof(DayAnswer), "DailySchedule"), (typeof(MaintenanceAnswer), "MaintenanceWindow"),
        (typeof(AnnouncementsAnswer), "GetExchangeAnnouncementsResponse"), (typeof(AnnouncementAnswer), "Announcement"),
        (typeof(UserDataAnswer), "GetUserDataTimestampResponse"), (typeof(MarketsAnswer), "GetMarketsResponse"), (typeof(MarketEnvelope), "GetMarketResponse"),
        (typeof(MarketAnswer), "Market"), (typeof(BookEnvelope), "GetMarketOrderbookResponse"), (typeof(BooksAnswer), "GetMarketOrderbooksResponse"),
        (typeof(BookOfMarket), "MarketOrderbookFp"), (typeof(BookSides), "OrderbookCountFp"), (typeof(TradesAnswer), "GetTradesResponse"),
        (typeof(TradeAnswer), "Trade"), (typeof(SeriesEnvelope), "GetSeriesResponse"), (typeof(SeriesListAnswer), "GetSeriesListResponse"),
        (typeof(SeriesAnswer), "Series"), (typeof(FeeChangesAnswer), "GetSeriesFeeChangesResponse"), (typeof(FeeChangeAnswer), "SeriesFeeChange"),
        (typeof(EventsAnswer), "GetEventsResponse"), (typeof(EventEnvelope), "GetEventResponse"), (typeof(EventAnswer), "EventData"),
        (typeof(CutoffAnswer), "GetHistoricalCutoffResponse"), (typeof(CandlesticksAnswer), "GetMarketCandlesticksResponse"),
        (typeof(CandlesticksAnswer), "GetMarketCandlesticksHistoricalResponse"), (typeof(CandlestickAnswer), "MarketCandlestick"),
        (typeof(QuotedAnswer), "BidAskDistribution"), (typeof(TradedAnswer), "PriceDistribution"),
        (typeof(HistoricalCandlestickAnswer), "MarketCandlestickHistorical"), (typeof(HistoricalQuotedAnswer), "BidAskDistributionHistorical"),
        (typeof(HistoricalTradedAnswer), "PriceDistributionHistorical"),
    ];

    static readonly (Type Answer, string Schema)[] Portfolio =
    [
        (typeof(BalanceAnswer), "GetBalanceResponse"), (typeof(RestingValueAnswer), "GetPortfolioRestingOrderTotalValueResponse"),
        (typeof(OrderEnvelope), "GetOrderResponse"), (typeof(OrdersAnswer), "GetOrdersResponse"), (typeof(OrderAnswer), "Order"),
        (typeof(FillsAnswer), "GetFillsResponse"), (typeof(FillAnswer), "Fill"), (typeof(PositionsAnswer), "GetPositionsResponse"),
        (typeof(PositionAnswer), "MarketPosition"), (typeof(SettlementsAnswer), "GetSettlementsResponse"), (typeof(SettlementAnswer), "Settlement"),
        (typeof(QueuePositionAnswer), "GetOrderQueuePositionResponse"), (typeof(QueuePositionsAnswer), "GetOrderQueuePositionsResponse"),
        (typeof(QueuePositionOfOrder), "OrderQueuePosition"), (typeof(OrderGroupsAnswer), "GetOrderGroupsResponse"),
        (typeof(OrderGroupAnswer), "OrderGroup"), (typeof(OrderGroupAnswer), "GetOrderGroupResponse"), (typeof(OrderGroupCreated), "CreateOrderGroupResponse"),
    ];

    /// <summary>Fields that we read where they are there, of specifications younger than the stored one.</summary>
    static readonly string[] Younger = ["Trade.taker_outcome_side", "Order.outcome_side", "Fill.outcome_side"];

    // Without fill: its example leaves out a fee that its own schema requires.
    static readonly string[] Streamed =
    [
        "subscribedResponse", "unsubscribedResponse", "okResponse", "listSubscriptionsResponse", "errorResponse", "orderbookSnapshot", "orderbookDelta", "ticker",
        "trade", "marketLifecycleV2", "eventLifecycle", "userOrder", "marketPosition", "orderGroupUpdates",
    ];

    /// <summary>What the stream tells the key's owner: fields read, how many of them are required, and fields known and not read.</summary>
    static readonly (string Schema, string[] Read, int Required, string[] Unread)[] Private =
    [
        ("fillPayload", KalshiFrameReader.FillFields, 9, KalshiFrameReader.FillFieldsUnread),
        ("userOrderPayload", KalshiFrameReader.OrderFields, 8, KalshiFrameReader.OrderFieldsUnread),
        ("marketPositionPayload", KalshiFrameReader.PositionFields, KalshiFrameReader.PositionFields.Length, KalshiFrameReader.PositionFieldsUnread),
        ("orderGroupUpdatesPayload", KalshiFrameReader.GroupFields, 2, KalshiFrameReader.GroupFieldsUnread),
    ];

    [SpecificationFact]
    public void Every_field_that_we_read_is_one_of_the_specification_and_has_its_type()
    {
        var schemas = Schemas("openapi");
        var faults = Compared().SelectMany(each => Faults(each.Type, each.Schema, schemas)).ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [SpecificationFact]
    public void Every_field_of_the_specification_is_read_or_known_as_one_that_we_do_not_read()
    {
        var schemas = Schemas("openapi");
        var unknown = Compared().SelectMany(each => Unknown(each.Type, each.Schema, schemas)).ToList();
        Assert.True(unknown.Count == 0, string.Join('\n', unknown));
    }

    [SpecificationFact]
    public void Every_example_of_the_streams_specification_is_read_without_a_rest()
    {
        var messages = SpecificationText.Read(SharedFiles.Specification("asyncapi")!)["components"]!["messages"]!.AsObject();
        var faults = new List<string>();
        var read = 0;
        foreach (var name in Streamed)
            foreach (var example in messages[name]?["examples"]?.AsArray() ?? [])
            {
                read++;
                var reader = new KalshiFrameReader(new MarketTable());
                if (reader.Read(Encoding.UTF8.GetBytes(example!["payload"]!.ToJsonString()), "s", 0) is MalformedFrame malformed)
                    faults.Add($"{name}: {malformed.Reason}");
                else if (reader.UnknownFields > 0)
                    faults.Add($"{name}: {reader.UnknownFields} unknown fields");
            }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(read >= Streamed.Length, $"only {read} examples were found");
    }

    [SpecificationFact]
    public void Every_field_of_the_private_channels_is_read_or_known_and_what_we_require_is_promised()
    {
        var schemas = Schemas("asyncapi");
        foreach (var (schema, read, required, unread) in Private)
        {
            var message = schemas[schema]!["properties"]!["msg"]!;
            var promised = message["required"]!.AsArray().Select(name => name!.GetValue<string>());
            Assert.Empty(message["properties"]!.AsObject().Select(field => field.Key).Except([.. read, .. unread]));
            Assert.Empty(read.Take(required).Except(promised));
        }
    }

    static IEnumerable<(JsonTypeInfo Type, string Schema)> Compared() =>
        MarketData.Select(each => (KalshiJson.Default.GetTypeInfo(each.Answer)!, each.Schema))
            .Concat(Portfolio.Select(each => (OrderJson.Default.GetTypeInfo(each.Answer)!, each.Schema)));

    static JsonObject Schemas(string name) => SpecificationText.Read(SharedFiles.Specification(name)!)["components"]!["schemas"]!.AsObject();

    static IEnumerable<string> Faults(JsonTypeInfo type, string schema, JsonObject schemas)
    {
        var fields = schemas[schema]!["properties"]!.AsObject();
        var promised = schemas[schema]!["required"]?.AsArray().Select(name => name!.GetValue<string>()).ToHashSet() ?? [];
        foreach (var property in type.Properties.Where(property => !property.IsExtensionData))
        {
            var name = $"{schema}.{property.Name}";
            if (fields[property.Name] is not { } field)
            {
                if (property.IsRequired || !(Younger.Contains(name) || IsSharedBetweenShapes(type)))
                    yield return $"{name}: the specification has no such field";
            }
            else if (property.IsRequired && !promised.Contains(property.Name) && field["nullable"] is null)
                yield return $"{name}: required by us, and not promised";
            else if (Kind(field.AsObject(), schemas) is var kind && kind != Wanted(property))
                yield return $"{name}: the specification says {kind}, we read {Wanted(property)}";
        }
    }

    static IEnumerable<string> Unknown(JsonTypeInfo type, string schema, JsonObject schemas)
    {
        var answer = (Answer)RuntimeHelpers.GetUninitializedObject(type.Type);
        var read = type.Properties.Select(property => property.Name).ToHashSet();
        return schemas[schema]!["properties"]!.AsObject().Select(field => field.Key)
            .Where(name => !read.Contains(name) && !answer.IsKnown(name)).Select(name => $"{schema}.{name}: the specification's field is unknown to us");
    }

    // A group in a listing and a group alone are one type of ours; each lacks fields of the other.
    static bool IsSharedBetweenShapes(JsonTypeInfo type) => type.Type == typeof(OrderGroupAnswer);

    static string Kind(JsonObject field, JsonObject schemas)
    {
        if ((field["$ref"] ?? field["allOf"]?[0]?["$ref"])?.GetValue<string>() is { } reference)
            return Kind(schemas[reference.Split('/')[^1]]!.AsObject(), schemas);
        var type = field["type"]!.GetValue<string>();
        return type == "string" && field["format"]?.GetValue<string>() == "date-time" ? "time" : type;
    }

    static string Wanted(JsonPropertyInfo property)
    {
        if (property.CustomConverter is UnixTimeConverter)
            return "time";
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type.IsArray ? "array"
            : type == typeof(bool) ? "boolean"
            : type == typeof(long) || type == typeof(int) ? "integer"
            : type == typeof(double) ? "number"
            : type == typeof(string) || type == typeof(Price) || type == typeof(Quantity) || type == typeof(MarketTicker) || type == typeof(Side) ? "string"
            : "object";
    }
}
