namespace Kalshi.Bus.Tests;

/// <summary>The tree that these tests were built from.</summary>
static class Repository
{
    /// <summary>Set to 1, tests write anew what is generated from the code, and what a new version freezes.</summary>
    internal const string WriteVariable = "KALSHI_WRITE_DOCS";

    internal static bool IsToBeWritten => Environment.GetEnvironmentVariable(WriteVariable) == "1";

    internal static string Root { get; } = Find(new(AppContext.BaseDirectory));

    internal static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    static string Find(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Kalshi.Orleans.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is in no working tree");
    }
}
