namespace Kalshi.VenueSimulator.Tests;

/// <summary>Where the real captures are, if they are: KALSHI_RECORDINGS, else the recordings of KALSHI_SHARED, else those
/// beside the repository.</summary>
static class Recordings
{
    const string Pattern = "*.frames.jsonl.gz";

    static string? Captures { get; } = Folders().FirstOrDefault(f => Directory.Exists(f) && Directory.EnumerateFiles(f, Pattern).Any());

    /// <summary>Every capture's name; one empty name where there is none, for a theory that is skipped.</summary>
    public static IReadOnlyList<string> Names { get; } = Captures is null
        ? [""]
        : [.. Directory.EnumerateFiles(Captures, Pattern).Order(StringComparer.Ordinal).Select(f => Path.GetFileName(f)[..^(Pattern.Length - 1)])];

    public static bool Exist => Captures is not null;

    /// <summary>Spot trades of the same hours; null where there are none.</summary>
    public static string? SpotTrades => Captures is null ? null
        : Path.Combine(Captures, "..", "coinbase") is var folder && Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.csv.gz").Single() : null;

    public static string Capture(string name) => Path.Combine(Captures!, name + Pattern[1..]);

    static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("KALSHI_RECORDINGS") is { Length: > 0 } named)
            return [named, Path.Combine(named, "kalshi")];
        if (Environment.GetEnvironmentVariable("KALSHI_SHARED") is { Length: > 0 } shared)
            return [Path.Combine(shared, "recordings", "kalshi")];
        return Parents().Select(p => Path.Combine(p, "shared", "recordings", "kalshi"));
    }

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
