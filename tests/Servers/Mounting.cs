using System.Diagnostics;

namespace Kalshi.Servers;

/// <summary>What mounting a file system for one test takes, as root.</summary>
static class Mounting
{
    /// <summary>In /tmp, which every user may enter.</summary>
    internal static string NewFolder()
    {
        var folder = Path.Combine("/tmp", "kalshi-disk-" + Path.GetRandomFileName());
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <returns>What the program printed.</returns>
    internal static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? printed.Trim()
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}
