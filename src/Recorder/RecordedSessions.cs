namespace Kalshi.Recorder;

/// <summary>What a folder of recordings holds.</summary>
public static class RecordedSessions
{
    /// <summary>Finished files, by time.</summary>
    /// <exception cref="FormatException">A manifest that cannot be read.</exception>
    public static IReadOnlyList<SessionManifest> List(string folder) => new SessionFolder(folder).Manifests();

    /// <summary>Paths of files that are being written, or were when their recorder died.</summary>
    public static IReadOnlyList<string> Unfinished(string folder) => new SessionFolder(folder).Parts();
}
