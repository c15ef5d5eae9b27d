using System.Runtime.CompilerServices;

namespace Kalshi.Silo.Tests;

/// <summary>The files that these tests were built from.</summary>
static class Repository
{
    internal static string Folder { get; } = Find();

    internal static string File(string path) => Path.Combine(Folder, path);

    static string Find([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
