using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace Kalshi.Recorder;

/// <summary>Reads finished files again: checksum, every line, order of time, numbers of the subscriptions, and books.</summary>
public static class SessionVerifier
{
    const int FaultsMax = 20;

    /// <summary>Verifies one finished file.</summary>
    public static Verification Verify(SessionManifest manifest, CancellationToken cancel)
    {
        var faults = new List<string>();
        if (!File.Exists(manifest.Path))
            return new(manifest, ["the file is missing"], 0, 0);
        var bytes = new FileInfo(manifest.Path).Length;
        if (bytes != manifest.Bytes)
            faults.Add($"size: {bytes} bytes, the manifest says {manifest.Bytes}");
        var sha256 = Checksum.Of(manifest.Path);
        if (sha256 != manifest.Sha256)
            faults.Add($"checksum: {sha256}, the manifest says {manifest.Sha256}");
        var isCapture = manifest.File.EndsWith(SessionFolder.FramesExtension, StringComparison.Ordinal);
        var check = new CaptureCheck();
        long lines = 0;
        try
        {
            foreach (var line in Lines(manifest.Path))
            {
                cancel.ThrowIfCancellationRequested();
                // The heading of trades is no line of the session.
                if (!isCapture && lines++ == 0)
                    continue;
                lines += isCapture ? 1 : 0;
                Note(faults, lines, () =>
                {
                    if (isCapture)
                        check.Line(line);
                    else
                        check.Trade(line);
                });
            }
        }
        catch (InvalidDataException e)
        {
            faults.Add($"the file breaks off after line {lines}: {e.Message}");
        }
        var counted = isCapture ? lines : lines - 1;
        if (counted != manifest.Lines)
            faults.Add($"lines: {counted}, the manifest says {manifest.Lines}");
        return new(manifest, [.. faults.Take(FaultsMax)], check.Books, check.Levels);
    }

    static void Note(List<string> faults, long line, Action check)
    {
        try
        {
            check();
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            if (faults.Count < FaultsMax)
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"line {line}: {e.Message}"));
        }
    }

    static IEnumerable<string> Lines(string path)
    {
        using var file = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (file.ReadLine() is { } line)
            yield return line;
    }
}
