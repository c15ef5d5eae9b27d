using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Kalshi.Venues;

/// <summary>Reads the venue's answers: lists page by page, items one by one, with the field at fault in the error.</summary>
sealed class KalshiAnswers(KalshiHttp http, KalshiRestOptions options)
{
    long _unknownFields;

    /// <summary>Fields seen so far that the specification does not name.</summary>
    internal long UnknownFields => Interlocked.Read(ref _unknownFields);

    /// <summary>One object, read as a whole.</summary>
    internal async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancel, bool signed = false) =>
        Parse(path, await http.GetAsync(path, cancel, signed), type);

    /// <summary>Follows the cursor to its end, or to <paramref name="itemsMax"/> items.</summary>
    internal async Task<Listing<TModel>> ListAsync<TPage, TItem, TModel>(
        string query, JsonTypeInfo<TPage> pageType, Func<TPage, (JsonElement[] Items, string Cursor)> open, JsonTypeInfo<TItem> itemType,
        Func<TItem, TModel> map, int itemsMax, CancellationToken cancel, bool signed = false)
    {
        List<TModel> items = [];
        List<string> rejected = [];
        var cursor = "";
        for (var number = 0; number < options.PagesMax; number++)
        {
            var page = await PageAsync(query, cursor, pageType, open, itemType, map, cancel, signed);
            items.AddRange(page.Items);
            rejected.AddRange(page.Rejected);
            if (page.IsLast)
                return new(items, rejected, IsComplete: true);
            if (items.Count + rejected.Count >= itemsMax)
                break;
            cursor = page.Next;
        }
        return new(items, rejected, IsComplete: false);
    }

    /// <param name="cursor">Empty for the first page.</param>
    internal async Task<Page<TModel>> PageAsync<TPage, TItem, TModel>(
        string query, string cursor, JsonTypeInfo<TPage> pageType, Func<TPage, (JsonElement[] Items, string Cursor)> open, JsonTypeInfo<TItem> itemType,
        Func<TItem, TModel> map, CancellationToken cancel, bool signed = false)
    {
        var (elements, next) = open(Parse(query, await http.GetAsync(Query.At(query, cursor), cancel, signed), pageType));
        if (next.Length > 0 && next == cursor)
            throw new KalshiRestException(RestFault.InvalidPayload, null, $"{query}: the venue's cursor does not move on");
        var (items, rejected) = Items(elements, itemType, map);
        return new(items, rejected, next);
    }

    internal (IReadOnlyList<TModel> Items, IReadOnlyList<string> Rejected) Items<TItem, TModel>(
        JsonElement[] elements, JsonTypeInfo<TItem> type, Func<TItem, TModel> map)
    {
        List<TModel> items = [];
        List<string> rejected = [];
        foreach (var element in elements)
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
        return (items, rejected);
    }

    internal TModel Item<TItem, TModel>(string what, JsonElement element, JsonTypeInfo<TItem> type, Func<TItem, TModel> map)
    {
        try
        {
            return Map(what, Counted(element.Deserialize(type) ?? throw new JsonException("null")), map);
        }
        catch (JsonException e)
        {
            throw Invalid(what, e);
        }
    }

    /// <summary>What an answer means; its own contradictions are the venue's fault as well.</summary>
    internal static TModel Map<TItem, TModel>(string what, TItem item, Func<TItem, TModel> map)
    {
        try
        {
            return map(item);
        }
        catch (JsonException e)
        {
            throw Invalid(what, e);
        }
    }

    internal T Parse<T>(string what, ReadOnlyMemory<byte> answer, JsonTypeInfo<T> type)
    {
        try
        {
            return Counted(JsonSerializer.Deserialize(answer.Span, type) ?? throw new JsonException("null"));
        }
        catch (JsonException e)
        {
            throw Invalid(what, e);
        }
    }

    T Counted<T>(T answer)
    {
        if (answer is Answer { Others: { } others } extensible)
            Interlocked.Add(ref _unknownFields, others.Keys.Count(name => !extensible.IsKnown(name)));
        return answer;
    }

    static KalshiRestException Invalid(string what, JsonException e) =>
        new(RestFault.InvalidPayload, null, $"{what}: {(e.Path is null || e.Message.Contains(e.Path, StringComparison.Ordinal) ? "" : $"{e.Path}: ")}{e.Message}");
}
