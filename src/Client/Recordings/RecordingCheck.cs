using System.CommandLine;
using System.Globalization;
using Kalshi.Client.Commands;
using Kalshi.Recorder;
using Spectre.Console;

namespace Kalshi.Client.Recordings;

/// <summary>Reads recorded files again and shows which can be trusted.</summary>
static class RecordingCheck
{
    /// <returns>Exit code: 1 when a file is faulty.</returns>
    internal static async Task<int> RunAsync(Session session, ParseResult parsed, IReadOnlyList<string> paths, CancellationToken stop)
    {
        var verifications = await VerifyAsync(paths, stop);
        var verdict = verifications.All(v => v.IsSound) ? 0 : 1;
        if (session.TryPrint(parsed, verifications.Select(v => new { File = v.Path, v.Lines, v.IsVouched, v.Books, v.Levels, v.IsSound, v.Faults })))
            return verdict;
        var table = Show.Table("Verification", "file", ">lines", ">books", ">levels", "verdict");
        foreach (var v in verifications)
            table.AddRow(Markup.Escape(Path.GetRelativePath(".", v.Path)), Number(v.Lines), Number(v.Books), Number(v.Levels), Verdict(v));
        AnsiConsole.Write(table);
        return verdict;
    }

    static string Verdict(Verification v) =>
        !v.IsSound ? $"[red]{Markup.Escape(string.Join('\n', v.Faults))}[/]"
        : v.IsVouched ? "[green]sound[/]"
        : "[green]sound[/], without a manifest to compare it with";

    /// <summary>Its progress goes to standard error: on standard output it would stand between the answer's lines.</summary>
    static async Task<List<Verification>> VerifyAsync(IReadOnlyList<string> paths, CancellationToken stop)
    {
        var verifications = new List<Verification>();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console.Progress().StartAsync(async progress =>
        {
            var task = progress.AddTask("verifying", maxValue: paths.Count);
            foreach (var path in paths)
            {
                verifications.Add(await Task.Run(() => SessionVerifier.Verify(path, stop), stop));
                task.Increment(1);
            }
        });
        return verifications;
    }

    static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
