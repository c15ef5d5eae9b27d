namespace Kalshi.Servers;

/// <summary>A file system of its own that can be full. Mounting it needs root.</summary>
public sealed class SmallDisk : IDisposable
{
    const int BlockBytes = 64 * 1024;

    SmallDisk(string path) => Path = path;

    public string Path { get; }

    string Filler => System.IO.Path.Combine(Path, "filler");

    public static SmallDisk Mount(int megabytes)
    {
        var folder = Mounting.NewFolder();
        Mounting.Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=0755", "tmpfs", folder);
        return new(folder);
    }

    /// <summary>Takes what is left, to the last byte.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var bytes = BlockBytes; bytes > 0;)
        {
            try
            {
                filler.Write(new byte[bytes]);
            }
            catch (IOException)
            {
                bytes /= 2;
            }
        }
    }

    /// <summary>Gives back what <see cref="Fill"/> took.</summary>
    public void Free() => File.Delete(Filler);

    public void Dispose()
    {
        Mounting.Run("umount", "--lazy", Path);
        Directory.Delete(Path);
    }
}
