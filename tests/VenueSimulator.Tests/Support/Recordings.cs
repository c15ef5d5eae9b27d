namespace Kalshi.VenueSimulator.Tests;

/// <summary>The real captures, if they are there: in or below the folder that KALSHI_RECORDINGS names, else in the recordings of
/// KALSHI_SHARED, else in those beside the repository.</summary>
static class Recordings
{
    const string Pattern = "*.frames.jsonl.gz";

    static string? Captures { get; } = Folders().FirstOrDefault(f => Directory.Exists(f) && Files(f, Pattern).Any());

    /// <summary>Every capture's path below the folder, without its ending; one empty name where there is none, for a theory that is skipped.</summary>
    public static IReadOnlyList<string> Names { get; } = Captures is null
        ? [""]
        : [.. Files(Captures, Pattern).Select(f => Path.GetRelativePath(Captures, f)[..^(Pattern.Length - 1)])];

    public static bool Exist => Captures is not null;

    /// <summary>Spot trades of the same hours; null where there are none.</summary>
    public static string? SpotTrades => Captures is null ? null : Files(Captures, "*.csv.gz").FirstOrDefault();

    public static string Capture(string name) => Path.Combine(Captures!, name + Pattern[1..]);

    static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("KALSHI_RECORDINGS") is { Length: > 0 } named)
            return [named];
        if (Environment.GetEnvironmentVariable("KALSHI_SHARED") is { Length: > 0 } shared)
            return [Path.Combine(shared, "recordings")];
        return Parents().Select(p => Path.Combine(p, "shared", "recordings"));
    }

    static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    static IEnumerable<string> Parents()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return folder.FullName;
    }
}

/// <summary>A theory on real captures, which are not part of the repository.</summary>
sealed class RecordingTheoryAttribute : TheoryAttribute
{
    public RecordingTheoryAttribute()
    {
        if (!Recordings.Exist)
            Skip = "../shared/recordings is absent, and neither KALSHI_RECORDINGS nor KALSHI_SHARED names captures";
    }
}
