using System.Globalization;

namespace Kalshi.Recorder;

/// <summary>Where files lie: a folder a day, in it one for each venue, in it a file an hour.</summary>
/// <remarks><c>2026-11-21/kalshi/2026-11-21T180000Z.frames.jsonl.gz</c>: a day is laid out as any capture with its spot trades
/// beside it.</remarks>
sealed class SessionFolder(string root)
{
    internal const string Kalshi = "kalshi";
    internal const string Spot = "coinbase";
    internal const string FramesExtension = ".frames.jsonl.gz";
    internal const string TradesExtension = ".matches.csv.gz";

    internal string Root => root;

    /// <summary>Begins a file; its name is the second in which it begins, or the next free one.</summary>
    internal SessionFile Create(string venue, string extension, DateTimeOffset time)
    {
        var folder = Path.Combine(root, time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), venue);
        Directory.CreateDirectory(folder);
        for (var second = time.UtcDateTime; ; second = second.AddSeconds(1))
        {
            var path = Path.Combine(folder, second.ToString("yyyy-MM-dd'T'HHmmss'Z'", CultureInfo.InvariantCulture) + extension);
            if (!File.Exists(path) && !File.Exists(path + SessionFile.PartExtension))
                return new(path);
        }
    }

    /// <summary>Manifests of every finished file, by time.</summary>
    /// <exception cref="FormatException">A file that is no manifest.</exception>
    internal IReadOnlyList<SessionManifest> Manifests() => !Directory.Exists(root) ? [] :
    [
        .. Directory.EnumerateFiles(root, "*" + SessionManifest.Extension, SearchOption.AllDirectories)
            .Select(SessionManifest.Read).OrderBy(m => m.StartedNs).ThenBy(m => m.Path, StringComparer.Ordinal),
    ];

    /// <summary>Files that are being written, or were when their recorder died.</summary>
    internal IReadOnlyList<string> Parts() => !Directory.Exists(root) ? [] :
    [
        .. Directory.EnumerateFiles(root, "*" + SessionFile.PartExtension, SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(root, "*" + PartRecovery.BrokenExtension, SearchOption.AllDirectories)
                .Select(f => Path.ChangeExtension(f, SessionFile.PartExtension)))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>Deletes what is older or more than is kept, oldest first.</summary>
    /// <returns>What was deleted.</returns>
    internal IReadOnlyList<SessionManifest> Trim(TimeSpan? keepFor, long? keepBytes, DateTimeOffset now)
    {
        var manifests = Manifests();
        var total = manifests.Sum(m => m.Bytes);
        var deleted = new List<SessionManifest>();
        foreach (var manifest in manifests)
        {
            if (!(manifest.Ended < now - keepFor) && !(total > keepBytes))
                break;
            // The data first: a manifest without its file is found by a verification, a file without manifest could be anything.
            File.Delete(manifest.Path);
            File.Delete(manifest.Path + SessionManifest.Extension);
            total -= manifest.Bytes;
            deleted.Add(manifest);
            DeleteIfEmpty(manifest.Folder);
            DeleteIfEmpty(Path.GetDirectoryName(manifest.Folder)!);
        }
        return deleted;
    }

    static void DeleteIfEmpty(string folder)
    {
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }
}
