using System.IO.Compression;

namespace Kalshi.Recorder;

/// <summary>One gzip file of lines while it is written. It bears <see cref="PartExtension"/> until it is whole.</summary>
sealed class SessionFile : IDisposable
{
    internal const string PartExtension = ".part";

    readonly string _path;
    readonly FileStream _file;
    readonly GZipStream _gzip;
    readonly SortedDictionary<string, long> _frames = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, long> _controls = new(StringComparer.Ordinal);
    readonly SortedSet<string> _markets = new(StringComparer.Ordinal);
    long _lines;
    long? _startedNs;
    long _endedNs;

    /// <param name="path">Final path; the folder exists.</param>
    internal SessionFile(string path)
    {
        _path = path;
        _file = new(path + PartExtension, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        _gzip = new(_file, CompressionLevel.Optimal);
    }

    internal string Name => Path.GetFileName(_path);

    /// <summary>Compressed bytes that have reached the file.</summary>
    internal long Bytes => _file.Position;

    /// <summary>A heading that counts as no line of the session.</summary>
    internal void WriteHeading(ReadOnlySpan<byte> line) => WriteLine(line);

    internal void WriteFrame(long receivedNs, string type, ReadOnlySpan<byte> line)
    {
        Count(_frames, receivedNs, type);
        WriteLine(line);
    }

    /// <param name="market">With a watched market: its ticker.</param>
    internal void WriteControl(long receivedNs, string name, string? market, ReadOnlySpan<byte> line)
    {
        Count(_controls, receivedNs, name);
        if (market is not null)
            _markets.Add(market);
        WriteLine(line);
    }

    internal void Flush()
    {
        _gzip.Flush();
        _file.Flush(flushToDisk: true);
    }

    /// <summary>Ends the file: it gets its name and its manifest.</summary>
    internal SessionManifest Close(bool recovered = false)
    {
        _gzip.Dispose();
        _file.Dispose();
        File.Move(_path + PartExtension, _path);
        var manifest = new SessionManifest(
            Name, _startedNs ?? 0, _endedNs, _lines, _frames, _controls, [.. _markets], new FileInfo(_path).Length, Checksum.Of(_path), recovered)
        {
            Folder = Path.GetDirectoryName(_path)!,
        };
        manifest.Write();
        return manifest;
    }

    public void Dispose()
    {
        _gzip.Dispose();
        _file.Dispose();
    }

    void Count(SortedDictionary<string, long> counts, long receivedNs, string name)
    {
        counts[name] = counts.GetValueOrDefault(name) + 1;
        _lines++;
        _startedNs ??= receivedNs;
        _endedNs = receivedNs;
    }

    void WriteLine(ReadOnlySpan<byte> line)
    {
        _gzip.Write(line);
        _gzip.Write("\n"u8);
    }
}
