namespace Kalshi.Recorder.Tests;

/// <summary>Captures of the real venue: in the folder that KALSHI_RECORDINGS names, else of KALSHI_SHARED, else beside the
/// repository.</summary>
static class RealCaptures
{
    internal static IReadOnlyList<string> Paths { get; } = Find();

    static string[] Find()
    {
        var folder = Folders().FirstOrDefault(Directory.Exists);
        return folder is null ? [""] : [.. Directory.EnumerateFiles(folder, "*.frames.jsonl.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    }

    static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("KALSHI_RECORDINGS") is { Length: > 0 } named)
            yield return named;
        else if (Environment.GetEnvironmentVariable("KALSHI_SHARED") is { Length: > 0 } shared)
            yield return Path.Combine(shared, "recordings");
        else
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
                yield return Path.Combine(folder.FullName, "shared", "recordings");
    }
}

/// <summary>A theory on real captures, which are not part of the repository.</summary>
sealed class RealCaptureTheoryAttribute : TheoryAttribute
{
    public RealCaptureTheoryAttribute()
    {
        if (RealCaptures.Paths is [""] or [])
            Skip = "../shared/recordings is absent, and neither KALSHI_RECORDINGS nor KALSHI_SHARED names captures";
    }
}
