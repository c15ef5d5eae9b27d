using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Kalshi.Recorder;

/// <summary>Saves what a recorder that died had written: every whole line that reached the disk.</summary>
static class PartRecovery
{
    internal const string BrokenExtension = ".broken";

    /// <param name="part">Path of the unfinished file.</param>
    /// <returns>The manifest of the saved file; null where nothing could be saved and the part is gone.</returns>
    internal static SessionManifest? Recover(string part)
    {
        var final = part[..^SessionFile.PartExtension.Length];
        var broken = final + BrokenExtension;
        // A rescue that died itself begins again from the same broken file.
        if (File.Exists(broken))
            File.Delete(part);
        else
            File.Move(part, broken);
        var isCapture = final.EndsWith(SessionFolder.FramesExtension, StringComparison.Ordinal);
        SessionManifest? manifest = null;
        using (var file = new SessionFile(final))
        {
            var lines = 0;
            foreach (var line in WholeLines(broken))
            {
                if (isCapture)
                    Copy(file, line);
                else if (lines == 0)
                    file.WriteHeading(Encoding.UTF8.GetBytes(line));
                else
                    file.WriteFrame(long.Parse(line.Split(',')[1], null), line.Split(',')[4], Encoding.UTF8.GetBytes(line));
                lines++;
            }
            if (lines > (isCapture ? 0 : 1))
                manifest = file.Close(recovered: true);
        }
        if (manifest is null)
            File.Delete(part);
        File.Delete(broken);
        return manifest;
    }

    static void Copy(SessionFile file, string text)
    {
        var line = Encoding.UTF8.GetBytes(text);
        using var document = JsonDocument.Parse(line);
        var received = document.RootElement.GetProperty("recv_ns").GetInt64();
        if (document.RootElement.TryGetProperty("control", out var control))
        {
            var name = control.GetString()!;
            file.WriteControl(received, name, name == Marks.WatchMarket ? document.RootElement.GetProperty("market_ticker").GetString() : null, line);
        }
        else
        {
            file.WriteFrame(received, document.RootElement.GetProperty("frame").GetProperty("type").GetString()!, line);
        }
    }

    /// <summary>Lines up to where the file breaks off; the last one only if its end is there.</summary>
    static IEnumerable<string> WholeLines(string path)
    {
        using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        var buffer = new byte[64 * 1024];
        using var pending = new MemoryStream();
        while (Read(gzip, buffer) is > 0 and var count)
        {
            for (var from = 0; from < count;)
            {
                var end = Array.IndexOf(buffer, (byte)'\n', from, count - from);
                pending.Write(buffer, from, (end < 0 ? count : end) - from);
                if (end < 0)
                    break;
                yield return Encoding.UTF8.GetString(pending.GetBuffer(), 0, (int)pending.Length);
                pending.SetLength(0);
                from = end + 1;
            }
        }
    }

    static int Read(Stream stream, byte[] buffer)
    {
        try
        {
            return stream.Read(buffer);
        }
        catch (InvalidDataException)
        {
            return 0;
        }
    }
}
