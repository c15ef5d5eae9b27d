using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace Kalshi.Recorder;

/// <summary>Reads finished files again: checksum, every line, order of time, numbers of the subscriptions, and books.</summary>
public static class SessionVerifier
{
    const int FaultsMax = 20;

    /// <summary>Verifies one file, against its manifest where one lies beside it.</summary>
    /// <exception cref="FileNotFoundException">There is neither the file nor a manifest of it.</exception>
    /// <exception cref="FormatException">The manifest cannot be read.</exception>
    public static Verification Verify(string path, CancellationToken cancel)
    {
        if (File.Exists(path + SessionManifest.Extension))
            return Verify(SessionManifest.Read(path + SessionManifest.Extension), cancel);
        if (!File.Exists(path))
            throw new FileNotFoundException($"'{path}' is not there", path);
        var faults = new List<string>();
        var (check, lines) = Follow(path, faults, cancel);
        return new(path, lines, IsVouched: false, [.. faults.Take(FaultsMax)], check.Books, check.Levels);
    }

    /// <summary>Verifies one finished file.</summary>
    public static Verification Verify(SessionManifest manifest, CancellationToken cancel)
    {
        var faults = new List<string>();
        if (!File.Exists(manifest.Path))
            return new(manifest.Path, manifest.Lines, IsVouched: true, ["the file is missing"], 0, 0);
        var bytes = new FileInfo(manifest.Path).Length;
        if (bytes != manifest.Bytes)
            faults.Add($"size: {bytes} bytes, the manifest says {manifest.Bytes}");
        var sha256 = Checksum.Of(manifest.Path);
        if (sha256 != manifest.Sha256)
            faults.Add($"checksum: {sha256}, the manifest says {manifest.Sha256}");
        var ofLines = new List<string>();
        var (check, lines) = Follow(manifest.Path, ofLines, cancel);
        if (lines != manifest.Lines)
            faults.Add($"lines: {lines}, the manifest says {manifest.Lines}");
        return new(manifest.Path, lines, IsVouched: true, [.. faults.Concat(ofLines).Take(FaultsMax)], check.Books, check.Levels);
    }

    /// <summary>Reads every line.</summary>
    /// <returns>What it tells, and the number of lines without the heading that files of trades have.</returns>
    static (CaptureCheck Check, long Lines) Follow(string path, List<string> faults, CancellationToken cancel)
    {
        var isCapture = !path.EndsWith(".csv.gz", StringComparison.Ordinal);
        var check = new CaptureCheck();
        long lines = 0;
        try
        {
            foreach (var line in Lines(path))
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
        return (check, isCapture ? lines : lines - 1);
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
