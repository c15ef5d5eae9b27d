using System.Diagnostics;

namespace Kalshi.System.Tests;

/// <summary>The console's own process, as an operator starts it.</summary>
static class ConsoleUnderTest
{
    internal static async Task<(int ExitCode, string Output)> RunAsync(string[] arguments, IReadOnlyDictionary<string, string>? settings = null)
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
