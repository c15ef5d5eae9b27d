using System.IO.Compression;
using System.Text;

namespace Kalshi.Simulation.Replay;

/// <summary>The lines of a text file, compressed or not.</summary>
static class Lines
{
    internal static IEnumerable<string> Of(string path)
    {
        using var file = File.OpenRead(path);
        using Stream text = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(text, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
