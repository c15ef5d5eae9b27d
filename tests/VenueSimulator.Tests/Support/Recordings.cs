namespace Kalshi.VenueSimulator.Tests;

/// <summary>Where the real captures are on this machine, if they are.</summary>
static class Recordings
{
    public static string? Folder { get; } = Find();

    public static string Capture(string name) => Path.Combine(Folder!, "kalshi", name + ".frames.jsonl.gz");

    static string? Find()
    {
        if (Environment.GetEnvironmentVariable("KALSHI_SHARED") is { Length: > 0 } shared)
            return Existing(Path.Combine(shared, "recordings"));
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Existing(Path.Combine(folder.FullName, "shared", "recordings")) is { } found)
                return found;
        }
        return null;
    }

    static string? Existing(string folder) => Directory.Exists(folder) ? folder : null;
}

/// <summary>A theory on real captures, which are not part of the repository.</summary>
sealed class RecordingTheoryAttribute : TheoryAttribute
{
    public RecordingTheoryAttribute()
    {
        if (Recordings.Folder is null)
            Skip = "../shared/recordings is absent and KALSHI_SHARED is not set";
    }
}
