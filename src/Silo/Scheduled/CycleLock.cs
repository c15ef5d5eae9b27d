namespace Kalshi.Silo.Scheduled;

/// <summary>Keeps two cycles from overlapping. Held by the operating system: it ends with its process, however that ends, so
/// there are no stale locks to clean.</summary>
sealed class CycleLock : IDisposable
{
    readonly FileStream _file;

    CycleLock(FileStream file) => _file = file;

    /// <returns>Null when another process holds it.</returns>
    internal static CycleLock? TryTake(string path)
    {
        try
        {
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
