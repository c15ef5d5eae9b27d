using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Kalshi.Bus;
using Kalshi.Bus.Sizing;

namespace Kalshi.Client.Recordings;

/// <summary>Reads recordings of the venues into a sizing: frames of Kalshi's WebSocket (<c>.jsonl</c>) and Coinbase's trades
/// (<c>.csv</c>), packed with gzip or not.</summary>
sealed class RecordingReader(StreamSizing sizing)
{
    static readonly string[] Endings = [".jsonl", ".jsonl.gz", ".csv", ".csv.gz"];

    /// <summary>Lines that became events.</summary>
    internal long Events { get; private set; }

    /// <summary>Lines that are none: the recorder's marks, acknowledgements of commands, channels that are not recorded.</summary>
    internal long Others { get; private set; }

    /// <summary>Lines that nobody can read, and the first reason.</summary>
    internal long Unreadable { get; private set; }

    internal string? FirstFault { get; private set; }

    /// <summary>The recordings of a file or folder, in the order of their names.</summary>
    internal static IReadOnlyList<string> FilesOf(string path) =>
        File.Exists(path) ? [path]
        : Directory.Exists(path) ? [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(f => Endings.Any(f.EndsWith)).Order(StringComparer.Ordinal)]
        : [];

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is not packed as its name says.</exception>
    internal void Read(string file)
    {
        using var stream = File.OpenRead(file);
        using var unpacked = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : (Stream)stream;
        using var lines = new StreamReader(unpacked, Encoding.UTF8);
        var isTrades = file.Contains(".csv", StringComparison.Ordinal);
        for (var number = 1; lines.ReadLine() is { } line; number++)
            ReadLine(file, number, line, isTrades);
        sizing.EndRecording();
    }

    void ReadLine(string file, int number, string line, bool isTrades)
    {
        try
        {
            var read = isTrades ? RecordedTrade.Read(line, number) : RecordedFrame.Read(line);
            if (read.Count == 0)
                Others++;
            foreach (var (payload, atMs) in read)
            {
                sizing.Add(payload, atMs);
                Events++;
            }
        }
        catch (Exception e) when (e is JsonException or FormatException or EventRejectedException or KeyNotFoundException or InvalidOperationException or OverflowException)
        {
            Unreadable++;
            FirstFault ??= string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}:{number}: {e.Message}");
        }
    }
}
