using System.IO.Compression;
using System.Text.Json;

namespace Kalshi.Recorder.Tests;

/// <summary>Captures as tests see them.</summary>
static class CaptureReading
{
    static readonly string[] Data = ["ticker", "trade", "orderbook_snapshot", "orderbook_delta"];

    internal static IReadOnlyList<JsonElement> Lines(string path)
    {
        using var file = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var lines = new List<JsonElement>();
        while (file.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            lines.Add(document.RootElement.Clone());
        }
        return lines;
    }

    internal static IReadOnlyList<JsonElement> DataFrames(string path) =>
    [
        .. Lines(path).Where(l => l.TryGetProperty("frame", out var f) && Data.Contains(f.GetProperty("type").GetString()))
            .Select(l => l.GetProperty("frame")),
    ];

    internal static IReadOnlyList<string> Controls(string path) =>
        [.. Lines(path).Where(l => l.TryGetProperty("control", out _)).Select(l => l.GetProperty("control").GetString()!)];

    /// <summary>A frame without envelope numbers and times, which a playback must change.</summary>
    internal static string Essence(JsonElement frame) => $"{frame.GetProperty("type").GetString()} " + string.Join(' ', frame.GetProperty("msg").EnumerateObject()
        .Where(p => p.Name is not ("ts" or "ts_ms" or "time" or "taker_side" or "taker_book_side" or "is_block_trade"))
        .OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{p.Name}={p.Value.GetRawText()}"));

    /// <summary>Every level of every book after these frames.</summary>
    internal static SortedDictionary<string, decimal> Books(IEnumerable<JsonElement> frames)
    {
        var books = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var frame in frames)
        {
            var msg = frame.GetProperty("msg");
            if (frame.GetProperty("type").GetString() == "orderbook_snapshot")
                Replace(books, msg);
            else if (frame.GetProperty("type").GetString() == "orderbook_delta")
                Change(books, msg);
        }
        return books;
    }

    static void Replace(SortedDictionary<string, decimal> books, JsonElement msg)
    {
        var ticker = msg.GetProperty("market_ticker").GetString()!;
        foreach (var key in books.Keys.Where(k => k.StartsWith(ticker + " ", StringComparison.Ordinal)).ToList())
            books.Remove(key);
        foreach (var side in new[] { "yes", "no" })
        {
            if (!msg.TryGetProperty(side + "_dollars_fp", out var levels))
                continue;
            foreach (var level in levels.EnumerateArray())
                books.Add($"{ticker} {side} {level[0].GetString()}", decimal.Parse(level[1].GetString()!));
        }
    }

    static void Change(SortedDictionary<string, decimal> books, JsonElement msg)
    {
        var key = $"{msg.GetProperty("market_ticker").GetString()} {msg.GetProperty("side").GetString()} {msg.GetProperty("price_dollars").GetString()}";
        books[key] = books.GetValueOrDefault(key) + decimal.Parse(msg.GetProperty("delta_fp").GetString()!);
        if (books[key] == 0)
            books.Remove(key);
    }
}
