using System.IO.Compression;
using System.Text.Json;

namespace Kalshi.System.Tests;

/// <summary>Captures of the real venue, where they are: KALSHI_RECORDINGS, else KALSHI_SHARED, else beside the repository.</summary>
static class Recordings
{
    internal static string? Find(string name)
    {
        var folder = Environment.GetEnvironmentVariable("KALSHI_RECORDINGS")
            ?? (Environment.GetEnvironmentVariable("KALSHI_SHARED") is { } shared ? Path.Combine(shared, "recordings") : Beside());
        if (folder is null || !Directory.Exists(folder))
            return null;
        return Directory.EnumerateFiles(folder, name, SearchOption.AllDirectories).FirstOrDefault();
    }

    /// <summary>The capture's data frames by type, counted by reading the file itself.</summary>
    internal static IReadOnlyDictionary<string, int> CountDataFrames(string capture)
    {
        var counts = new Dictionary<string, int>();
        using var lines = new StreamReader(new GZipStream(File.OpenRead(capture), CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            if (!json.RootElement.TryGetProperty("frame", out var frame))
                continue;
            var type = frame.GetProperty("type").GetString()!;
            if (type is "ticker" or "orderbook_snapshot" or "orderbook_delta")
                counts[type] = counts.GetValueOrDefault(type) + 1;
        }
        return counts;
    }

    static string? Beside()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Kalshi.Orleans.sln")))
                return Path.Combine(folder.FullName, "..", "shared", "recordings");
        }
        return null;
    }
}

/// <summary>A test on a capture of the real venue; skipped, and saying so, where there is none.</summary>
sealed class RecordingFactAttribute : FactAttribute
{
    internal const string Capture = "2026-05-13T152200Z.frames.jsonl.gz";

    public RecordingFactAttribute()
    {
        if (Recordings.Find(Capture) is null)
            Skip = $"{Capture} is not there (KALSHI_RECORDINGS, KALSHI_SHARED or ../shared)";
    }
}
