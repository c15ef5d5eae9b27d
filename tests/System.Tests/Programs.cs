namespace Kalshi.System.Tests;

/// <summary>The built programs, beside this assembly's own output: artifacts/FLAVOUR/bin/PROJECT/CONFIGURATION.</summary>
static class Programs
{
    static readonly DirectoryInfo Own = new(AppContext.BaseDirectory);

    internal static string PathOf(string project, string assembly) => PathOf(project, assembly, OwnFlavour.Name);

    /// <param name="flavour">Embedded or Orleans.</param>
    internal static string PathOf(string project, string assembly, string flavour) =>
        TryPathOf(project, assembly, flavour) ?? throw new FileNotFoundException($"{project} is not built as {flavour}");

    internal static string? TryPathOf(string project, string assembly, string flavour)
    {
        var path = Path.Combine(OwnFlavour.Parent!.FullName, flavour, "bin", project, Own.Name, assembly);
        return File.Exists(path) ? path : null;
    }

    static DirectoryInfo OwnFlavour => Own.Parent!.Parent!.Parent!;
}
