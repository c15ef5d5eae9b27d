using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Kalshi.Venues;

/// <summary>Reads the venue's answers: lists page by page, items one by one, with the field at fault in the error.</summary>
sealed class KalshiAnswers(KalshiHttp http, KalshiRestOptions options)
{
    long _unknownFields;

    /// <summary>Fields seen so far that the specification does not name.</summary>
    internal long UnknownFields => Interlocked.Read(ref _unknownFields);

    /// <summary>Follows the cursor to its end, or to <paramref name="itemsMax"/> items.</summary>
    internal async Task<Listing<TModel>> ListAsync<TPage, TItem, TModel>(
        string query, JsonTypeInfo<TPage> pageType, Func<TPage, (JsonElement[] Items, string Cursor)> open, JsonTypeInfo<TItem> itemType,
        Func<TItem, TModel> map, int itemsMax, CancellationToken cancel, bool signed = false)
    {
        List<TModel> items = [];
        List<string> rejected = [];
        var cursor = "";
        for (var page = 0; page < options.PagesMax; page++)
        {
            var path = cursor.Length == 0 ? query : $"{query}&cursor={Uri.EscapeDataString(cursor)}";
            var (elements, next) = open(Parse(query, await http.GetAsync(path, cancel, signed), pageType));
            foreach (var element in elements)
                Add(element, itemType, map, items, rejected);
            if (next.Length == 0)
                return new(items, rejected, IsComplete: true);
            if (next == cursor)
                throw new KalshiRestException(RestFault.InvalidPayload, null, $"{query}: the venue's cursor does not move on");
            if (items.Count + rejected.Count >= itemsMax)
                break;
            cursor = next;
        }
        return new(items, rejected, IsComplete: false);
    }

    internal void Add<TItem, TModel>(JsonElement element, JsonTypeInfo<TItem> type, Func<TItem, TModel> map, List<TModel> items, List<string> rejected)
    {
        try
        {
            items.Add(Item("item", element, type, map));
        }
        catch (KalshiRestException e) when (e.Fault == RestFault.InvalidPayload)
        {
            var name = element.ValueKind == JsonValueKind.Object && element.TryGetProperty("ticker", out var ticker) ? ticker.ToString() : "?";
            rejected.Add($"{name}: {e.Message}");
        }
    }

    internal TModel Item<TItem, TModel>(string what, JsonElement element, JsonTypeInfo<TItem> type, Func<TItem, TModel> map)
    {
        try
        {
            var item = element.Deserialize(type) ?? throw new JsonException("null");
            if (item is IExtensible { Others: { } others } extensible)
                Interlocked.Add(ref _unknownFields, others.Keys.Count(name => !extensible.Unread.Contains(name)));
            return map(item);
        }
        catch (JsonException e)
        {
            throw Invalid(what, e);
        }
    }

    internal static T Parse<T>(string what, ReadOnlyMemory<byte> answer, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Span, type) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw Invalid(what, e);
        }
    }

    static KalshiRestException Invalid(string what, JsonException e) =>
        new(RestFault.InvalidPayload, null, $"{what}: {(e.Path is null || e.Message.Contains(e.Path, StringComparison.Ordinal) ? "" : $"{e.Path}: ")}{e.Message}");
}
