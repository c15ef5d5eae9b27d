namespace Kalshi.System.Tests;

/// <summary>The built programs, beside this assembly's own output: artifacts/FLAVOUR/bin/PROJECT/CONFIGURATION.</summary>
static class Programs
{
    internal static string PathOf(string project, string assembly)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, assembly);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{project} is not built: {path}");
    }
}
