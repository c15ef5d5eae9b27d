namespace Kalshi.Venues.Tests;

/// <summary>Finds the captures and samples that lie beside the repository and are not part of it.</summary>
static class SharedFiles
{
    /// <summary>A folder with captures in it or below it.</summary>
    internal static string? Recordings =>
        Existing(Environment.GetEnvironmentVariable("KALSHI_RECORDINGS")) ?? Under("recordings");

    internal static string? RestSamples => Under("reference/kalshi-rest");

    internal static string? CoinbaseSamples => Under("reference/coinbase");

    /// <param name="name">openapi or asyncapi.</param>
    internal static string? Specification(string name) =>
        Under("reference/kalshi-spec") is { } folder ? Directory.EnumerateFiles(folder, name + "-*.yaml.gz").Order().LastOrDefault() : null;

    static string? Under(string path)
    {
        var shared = Existing(Environment.GetEnvironmentVariable("KALSHI_SHARED")) ?? BesideRepository();
        return shared is null ? null : Existing(Path.Combine(shared, path));
    }

    static string? BesideRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Kalshi.Orleans.sln")))
                return Existing(Path.Combine(folder.FullName, "..", "shared"));
        return null;
    }

    static string? Existing(string? path) => Directory.Exists(path) ? path : null;
}
