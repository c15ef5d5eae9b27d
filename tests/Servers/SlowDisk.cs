namespace Kalshi.Servers;

/// <summary>A file system of its own on a block device that can be made slow: the kernel itself holds the device's writes back. Needs
/// root and the block controller of cgroups version 1, which also holds back what was written to memory first.</summary>
public sealed class SlowDisk : IDisposable
{
    const string Controller = "/sys/fs/cgroup/blkio";

    readonly string _image;
    readonly string _device;

    SlowDisk(string path, string image)
    {
        (Path, _image) = (path, image);
        _device = Mounting.Run("findmnt", "--noheadings", "--output", "MAJ:MIN", path);
    }

    /// <summary>Whether this machine's kernel can hold a device's writes back.</summary>
    public static bool IsSupported => File.Exists(Rule("write_bps"));

    public string Path { get; }

    public static SlowDisk Mount(int megabytes)
    {
        var folder = Mounting.NewFolder();
        var image = folder + ".img";
        using (var file = File.Create(image))
            file.SetLength(megabytes * 1024L * 1024);
        Mounting.Run("mkfs.ext4", "-q", image);
        Mounting.Run("mount", "-o", "loop", image, folder);
        return new(folder, image);
    }

    /// <param name="bytesPerSecond">0 for no limit.</param>
    /// <param name="writesPerSecond">0 for no limit. A commit that is synced to the disk needs several.</param>
    public void Limit(long bytesPerSecond, int writesPerSecond)
    {
        File.WriteAllText(Rule("write_bps"), $"{_device} {bytesPerSecond}");
        File.WriteAllText(Rule("write_iops"), $"{_device} {writesPerSecond}");
    }

    public void Dispose()
    {
        Limit(0, 0);
        Mounting.Run("umount", "--lazy", Path);
        Directory.Delete(Path);
        File.Delete(_image);
    }

    static string Rule(string what) => System.IO.Path.Combine(Controller, $"blkio.throttle.{what}_device");
}
