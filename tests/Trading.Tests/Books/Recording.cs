using System.IO.Compression;
using System.Text.Json;

namespace Kalshi.Trading.Tests.Books;

/// <summary>Real captures of the venue's WebSocket, which lie beside the repository and are not part of it.</summary>
static class Recording
{
    const string Folder = "recordings";

    /// <summary>A folder with captures in it or below it.</summary>
    internal static string? Root => Environment.GetEnvironmentVariable("KALSHI_RECORDINGS") is { Length: > 0 } named ? named
        : Environment.GetEnvironmentVariable("KALSHI_SHARED") is { Length: > 0 } shared ? Path.Combine(shared, Folder)
        : Beside(AppContext.BaseDirectory);

    internal static IEnumerable<string> Captures => Directory.EnumerateFiles(Root!, "2*.frames.jsonl.gz", SearchOption.AllDirectories).Order();

    /// <summary>The frames in order of receipt, each with the number of its connection, from 1.</summary>
    internal static IEnumerable<(int Connection, JsonElement Frame)> Frames(string capture)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(capture), CompressionMode.Decompress));
        var connection = 0;
        while (text.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.TryGetProperty("frame", out var frame))
                yield return (connection, frame);
            else if (document.RootElement.GetProperty("control").GetString() == "ws_connected")
                connection++;
        }
    }

    static string? Beside(string folder)
    {
        for (var parent = Directory.GetParent(folder); parent is not null; parent = parent.Parent)
        {
            var recordings = Path.Combine(parent.FullName, "shared", Folder);
            if (Directory.Exists(recordings))
                return recordings;
        }
        return null;
    }
}

/// <summary>A fact about the captures; skipped, saying so, where they are absent.</summary>
sealed class RecordedFactAttribute : FactAttribute
{
    public RecordedFactAttribute()
    {
        if (Recording.Root is null)
            Skip = "no captures: ../shared is absent, and neither KALSHI_RECORDINGS nor KALSHI_SHARED is set";
    }
}
