using System.Text.Json;

namespace Kalshi.VenueSimulator;

/// <summary>A client's command, field by field as far as it is there and of the right kind.</summary>
sealed class StreamCommand
{
    readonly JsonElement _params;

    StreamCommand(long id, string name, JsonElement parameters)
    {
        Id = id;
        Name = name;
        _params = parameters;
    }

    /// <summary>The client's own number, repeated in the answer; 0 where there was none.</summary>
    internal long Id { get; }

    internal string Name { get; }

    internal string? Action => Text("action");

    internal IReadOnlyList<string>? ChannelNames => TextsOf("channels");

    /// <summary>market_ticker and market_tickers together; null where neither is there.</summary>
    internal IReadOnlyList<string>? MarketTickers => Merge("market_ticker", "market_tickers");

    /// <summary>market_id and market_ids together; null where neither is there.</summary>
    internal IReadOnlyList<string>? MarketIds => Merge("market_id", "market_ids");

    internal IReadOnlyList<string>? IndexIds => TextsOf("index_ids");

    internal bool SendInitialSnapshot => Flag("send_initial_snapshot");

    internal bool SkipTickerAck => Flag("skip_ticker_ack");

    internal bool UseYesPrice => Flag("use_yes_price");

    /// <summary>sid and sids together.</summary>
    internal IReadOnlyList<int> Sids
    {
        get
        {
            var sids = new List<int>();
            if (Field("sid") is { } single)
                sids.Add(Number(single, "sid"));
            if (Field("sids") is { } several)
            {
                if (several.ValueKind != JsonValueKind.Array)
                    throw Invalid("sids is not an array");
                sids.AddRange(several.EnumerateArray().Select(s => Number(s, "sids")));
            }
            return sids;
        }
    }

    /// <exception cref="StreamErrorException">Not a JSON object with a command.</exception>
    internal static StreamCommand Parse(ReadOnlyMemory<byte> text, out long id)
    {
        id = 0;
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(text);
            root = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new StreamErrorException(StreamError.UnableToProcess);
        }
        if (root.ValueKind != JsonValueKind.Object)
            throw new StreamErrorException(StreamError.UnableToProcess);

        if (root.TryGetProperty("id", out var idField) && !(idField.ValueKind == JsonValueKind.Number && idField.TryGetInt64(out id)))
            throw Invalid("id is not an integer");
        if (!root.TryGetProperty("cmd", out var cmd) || cmd.ValueKind != JsonValueKind.String)
            throw new StreamErrorException(StreamError.UnknownCommand);

        var name = cmd.GetString()!;
        var parameters = root.TryGetProperty("params", out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
        if (parameters.ValueKind == JsonValueKind.Undefined && name is "subscribe" or "unsubscribe" or "update_subscription")
            throw new StreamErrorException(StreamError.ParamsRequired);
        return new(id, name, parameters);
    }

    JsonElement? Field(string name) =>
        _params.ValueKind == JsonValueKind.Object && _params.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null
            ? field
            : null;

    string? Text(string name) => Field(name) is not { } field ? null
        : field.ValueKind == JsonValueKind.String ? field.GetString()
        : throw Invalid($"{name} is not text");

    bool Flag(string name) => Field(name) is { } field && field.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Invalid($"{name} is not a boolean"),
    };

    IReadOnlyList<string>? TextsOf(string name)
    {
        if (Field(name) is not { } field)
            return null;
        if (field.ValueKind != JsonValueKind.Array || field.EnumerateArray().Any(e => e.ValueKind != JsonValueKind.String))
            throw Invalid($"{name} is not an array of text");
        return [.. field.EnumerateArray().Select(e => e.GetString()!)];
    }

    List<string>? Merge(string single, string several)
    {
        var one = Text(single);
        var many = TextsOf(several);
        if (one is not null && many is not null)
            throw Invalid($"{single} and {several} exclude each other");
        return one is not null ? [one] : many?.ToList();
    }

    static int Number(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var value) ? value : throw Invalid($"{name} is not an integer");

    static StreamErrorException Invalid(string why) => new(StreamError.InvalidParameter(why));
}
