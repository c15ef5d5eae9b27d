using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Kalshi.Venues.Tests;

/// <summary>Frames of a capture as they were on the wire: the recorder kept all but the <c>sid</c>, which was 1 for tickers and
/// 2 for the order book.</summary>
static class Recording
{
    internal static IEnumerable<string> Files => Directory.EnumerateFiles(SharedFiles.Recordings!, "*.jsonl.gz", SearchOption.AllDirectories).Order();

    internal static IEnumerable<(byte[] Frame, long ReceivedAtMs)> Frames(string file)
    {
        foreach (var line in Lines(file))
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.TryGetProperty("frame", out var frame))
                yield return (WithSid(frame), json.RootElement.GetProperty("recv_ns").GetInt64() / 1_000_000);
        }
    }

    /// <summary>The order book's frames of each connection in a capture, in order.</summary>
    internal static IEnumerable<List<byte[]>> Sessions(string file)
    {
        List<byte[]> session = [];
        foreach (var line in Lines(file))
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.TryGetProperty("control", out var mark) && mark.GetString() == "ws_connected" && session.Count > 0)
            {
                yield return session;
                session = [];
            }
            if (json.RootElement.TryGetProperty("frame", out var frame) && frame.GetProperty("type").GetString()!.StartsWith("orderbook", StringComparison.Ordinal))
                session.Add(WithSid(frame));
        }
        yield return session;
    }

    static IEnumerable<string> Lines(string file)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress), Encoding.UTF8);
        while (lines.ReadLine() is { } line)
            yield return line;
    }

    static byte[] WithSid(JsonElement frame)
    {
        var text = frame.GetRawText();
        return frame.GetProperty("type").GetString() switch
        {
            "ticker" => Encoding.UTF8.GetBytes("{\"sid\":1," + text[1..]),
            "orderbook_delta" or "orderbook_snapshot" => Encoding.UTF8.GetBytes("{\"sid\":2," + text[1..]),
            _ => Encoding.UTF8.GetBytes(text),
        };
    }
}
