using System.Diagnostics;

namespace Kalshi.System.Tests;

/// <summary>The console as an operator runs it: a process, its output and its exit code.</summary>
static class OperatorConsole
{
    internal static async Task AssertSaysAsync(SiloUnderTest silo, string[] arguments, params string[] words)
    {
        var (exitCode, output) = await RunAsync([.. arguments, "--url", silo.Address.ToString()]);
        Assert.True(exitCode == 0, $"kalshi {string.Join(' ', arguments)}: exit code {exitCode}\n{output}\n{silo.Log()}");
        Assert.All(words, word => Assert.Contains(word, output, StringComparison.Ordinal));
    }

    internal static async Task AssertRefusesAsync(SiloUnderTest silo, string[] arguments, string reason)
    {
        var (exitCode, output) = await RunAsync([.. arguments, "--url", silo.Address.ToString()]);
        Assert.True(exitCode == 2, $"kalshi {string.Join(' ', arguments)}: exit code {exitCode}\n{output}\n{silo.Log()}");
        Assert.Contains(reason, output.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    /// <summary>Asks again until the answer has all the words.</summary>
    internal static Task UntilSaysAsync(SiloUnderTest silo, string[] arguments, TimeSpan limit, params string[] words) =>
        Eventually.SeenAsync(
            $"kalshi {string.Join(' ', arguments)} says {string.Join(", ", words)}",
            async () => (await RunAsync([.. arguments, "--url", silo.Address.ToString()])).Output,
            output => words.All(word => output.Contains(word, StringComparison.Ordinal)), limit, silo.Log);

    internal static async Task<(int ExitCode, string Output)> RunAsync(
        string[] arguments, IReadOnlyDictionary<string, string>? settings = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Programs.PathOf("Client", "kalshi.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["OPERATIONS_TOKEN"] = SiloUnderTest.Token;
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
