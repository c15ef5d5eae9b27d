using System.Globalization;
using System.Text.Json;

namespace Kalshi.VenueSimulator;

/// <summary>Reads the JSON of requests about orders.</summary>
static class OrderBody
{
    internal static async Task<JsonElement> ReadAsync(HttpRequest request)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw Undecodable("json: the body is no object");
        }
        catch (JsonException e)
        {
            throw Undecodable(e.Message);
        }
    }

    /// <summary>A V2 order: a bid of the YES leg, or an ask, which is a bid of the NO leg at the complement.</summary>
    /// <exception cref="ApiErrorException">A field is missing, of the wrong type or malformed.</exception>
    internal static OrderRequest Order(JsonElement body)
    {
        var (side, price, count) = Terms(body);
        var inForce = InForce(Text(body, "time_in_force"));
        var expiration = Expiration(body);
        if (expiration is not null && inForce != TimeInForce.GoodTillCanceled)
            throw Invalid("expiration_time: only a good_till_canceled order expires");
        return new(
            Text(body, "ticker"), OptionalText(body, "client_order_id") ?? "", side, price, count,
            inForce, Flag(body, "post_only"), Flag(body, "reduce_only"), Flag(body, "cancel_order_on_pause"),
            MakerYields(Text(body, "self_trade_prevention_type")), expiration, OptionalText(body, "order_group_id"));
    }

    /// <summary>A V2 amendment.</summary>
    /// <exception cref="ApiErrorException">A field is missing, of the wrong type or malformed.</exception>
    internal static Amendment Amendment(JsonElement body, string currentClientOrderId)
    {
        var (side, price, count) = Terms(body);
        if (OptionalText(body, "client_order_id") is { Length: > 0 } known && known != currentClientOrderId)
            throw Invalid($"client_order_id: the order has '{currentClientOrderId}'");
        var updated = OptionalText(body, "updated_client_order_id");
        return new(Text(body, "ticker"), side, price, count, updated is { Length: > 0 } && updated != currentClientOrderId ? updated : null);
    }

    /// <summary>Side, price in the leg of that side, and count.</summary>
    static (BookSide Side, Dollars Price, Contracts Count) Terms(JsonElement body)
    {
        var side = Text(body, "side") switch
        {
            "bid" => BookSide.Yes,
            "ask" => BookSide.No,
            var other => throw Invalid($"side: '{other}' is neither bid nor ask"),
        };
        var price = Parsed(() => Dollars.ParsePrice(Text(body, "price"), "price"));
        var count = Parsed(() => Contracts.Parse(Text(body, "count"), "count"));
        if (count <= Contracts.Zero)
            throw Invalid($"count: '{count}' is not above zero");
        return (side, side == BookSide.Yes ? price : price.Complement, count);
    }

    /// <summary>The entries of a batch.</summary>
    /// <param name="largest">How many the caller's tier may send.</param>
    /// <exception cref="ApiErrorException">There is none, or too many.</exception>
    internal static IReadOnlyList<JsonElement> Batch(JsonElement body, int largest)
    {
        if (!body.TryGetProperty("orders", out var orders) || orders.ValueKind != JsonValueKind.Array
            || orders.EnumerateArray().Any(o => o.ValueKind != JsonValueKind.Object))
            throw Invalid("orders is required");
        return orders.GetArrayLength() is > 0 and var count && count <= largest
            ? [.. orders.EnumerateArray()]
            : throw Invalid($"orders: 1 to {largest} are taken");
    }

    /// <summary>The order id of an entry of a batch of cancels.</summary>
    internal static string OrderId(JsonElement entry) => Text(entry, "order_id");

    /// <summary>What is left of <paramref name="remaining"/> after a decrease.</summary>
    /// <exception cref="ApiErrorException">Not exactly one of reduce_by and reduce_to, or it would not decrease.</exception>
    internal static Contracts Decreased(JsonElement body, Contracts remaining)
    {
        var by = OptionalText(body, "reduce_by");
        var to = OptionalText(body, "reduce_to");
        if ((by is null) == (to is null))
            throw Invalid("exactly one of reduce_by and reduce_to is required");
        var left = to is not null
            ? Parsed(() => Contracts.Parse(to, "reduce_to"))
            : remaining - Parsed(() => Contracts.Parse(by!, "reduce_by"));
        return left >= Contracts.Zero && left < remaining ? left : throw Invalid($"the order has {remaining} contracts left to reduce");
    }

    /// <summary>contracts_limit or contracts_limit_fp.</summary>
    /// <exception cref="ApiErrorException">Neither is there, or it is not above zero.</exception>
    internal static Contracts Limit(JsonElement body)
    {
        var limit = OptionalText(body, "contracts_limit_fp") is { } text ? Parsed(() => Contracts.Parse(text, "contracts_limit_fp"))
            : body.TryGetProperty("contracts_limit", out var whole) && whole.ValueKind == JsonValueKind.Number && whole.TryGetInt32(out var contracts)
                ? Contracts.Whole(contracts)
                : throw Invalid("contracts_limit or contracts_limit_fp is required");
        return limit > Contracts.Zero ? limit : throw Invalid("the contracts limit is not above zero");
    }

    static TimeInForce InForce(string text) => text switch
    {
        "good_till_canceled" => TimeInForce.GoodTillCanceled,
        "immediate_or_cancel" => TimeInForce.ImmediateOrCancel,
        "fill_or_kill" => TimeInForce.FillOrKill,
        _ => throw Invalid($"time_in_force: '{text}' is unknown"),
    };

    static bool MakerYields(string text) => text switch
    {
        "taker_at_cross" => false,
        "maker" => true,
        _ => throw Invalid($"self_trade_prevention_type: '{text}' is unknown"),
    };

    /// <summary>Unix seconds.</summary>
    static DateTimeOffset? Expiration(JsonElement body) =>
        !body.TryGetProperty("expiration_time", out var field) || field.ValueKind == JsonValueKind.Null ? null
        : field.ValueKind == JsonValueKind.Number && field.TryGetInt64(out var seconds) && seconds is >= 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw Invalid(string.Create(CultureInfo.InvariantCulture, $"expiration_time: {field.GetRawText()} is not Unix seconds"));

    static bool Flag(JsonElement body, string name) =>
        body.TryGetProperty(name, out var field) && field.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False or JsonValueKind.Null => false,
            _ => throw WrongType(field, name, "bool"),
        };

    static string Text(JsonElement body, string name) =>
        OptionalText(body, name) is { Length: > 0 } text ? text : throw Invalid($"{name} is required");

    static string? OptionalText(JsonElement body, string name) =>
        !body.TryGetProperty(name, out var field) || field.ValueKind == JsonValueKind.Null ? null
        : field.ValueKind == JsonValueKind.String ? field.GetString()
        : throw WrongType(field, name, "string");

    static T Parsed<T>(Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (FormatException e)
        {
            throw Invalid(e.Message);
        }
    }

    static ApiErrorException WrongType(JsonElement field, string name, string wanted) =>
        Undecodable($"json: cannot unmarshal {field.ValueKind} into field {name} of type {wanted}");

    static ApiErrorException Undecodable(string details) => new(ApiError.Undecodable(details));

    static ApiErrorException Invalid(string why) => new(ApiError.BadParameter(why));
}
