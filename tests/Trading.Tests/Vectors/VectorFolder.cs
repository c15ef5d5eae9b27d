namespace Kalshi.Trading.Tests.Vectors;

/// <summary>Where the reference strategy's inputs and outputs lie: $KALSHI_VECTORS, else $KALSHI_SHARED/reference/vectors, else
/// ../shared/reference/vectors beside the repository.</summary>
static class VectorFolder
{
    static readonly string? Given = Environment.GetEnvironmentVariable("KALSHI_VECTORS") is { Length: > 0 } given ? given : null;

    internal static string Path { get; } = Given ?? Locate();

    /// <summary>The standard folder has every kind; one that was given by hand may have only some.</summary>
    internal static bool MustBeComplete => Given is null;

    internal static bool Exists => Directory.Exists(Path);

    /// <summary>The files of a kind: the part of the name before its first dot (fees.json, fees.more.json).</summary>
    internal static IEnumerable<string> FilesOf(string kind) => Files.Where(file => KindOf(file) == kind);

    internal static IEnumerable<string> Files => Directory.EnumerateFiles(Path, "*.json").Order(StringComparer.Ordinal);

    internal static string KindOf(string file) => System.IO.Path.GetFileName(file).Split('.')[0];

    static string Locate()
    {
        var shared = Environment.GetEnvironmentVariable("KALSHI_SHARED") is { Length: > 0 } given
            ? given
            : System.IO.Path.Combine(RepositoryRoot(), "..", "shared");
        return System.IO.Path.Combine(shared, "reference", "vectors");
    }

    static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Kalshi.Orleans.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? Directory.GetCurrentDirectory();
    }
}
