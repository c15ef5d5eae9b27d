using System.CommandLine;
using System.Globalization;
using Kalshi.Client.Offline;
using Kalshi.Client.Recordings;
using Kalshi.Recorder;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi sessions</c> and <c>kalshi sessions verify</c>: what recordings there are, and whether they can be trusted.</summary>
static class SessionsCommand
{
    internal static Command Create(Session session)
    {
        var folder = Folder();
        var command = new Command("sessions", "Recorded files") { folder, Verify(session) };
        command.SetOfflineAction((parsed, _) =>
        {
            var sessions = RecordedSessions.List(parsed.GetValue(folder)!);
            if (session.TryPrint(parsed, sessions))
                return Task.FromResult(0);
            var table = Show.Table("Sessions", "file", "from", "to", ">frames", ">markets", ">gaps", ">kB", "state");
            foreach (var m in sessions)
                table.AddRow(Relative(m, parsed.GetValue(folder)!), Time(m.Started), Time(m.Ended), Number(m.Frames.Values.Sum()),
                    Number(m.Markets.Count), Number(m.Gaps), Number(m.Bytes / 1000), m.Recovered ? "[yellow]recovered[/]" : "whole");
            foreach (var part in RecordedSessions.Unfinished(parsed.GetValue(folder)!))
                table.AddRow(Markup.Escape(Path.GetRelativePath(parsed.GetValue(folder)!, part)), "–", "–", "–", "–", "–", "–", "being written, or left by a recorder that died");
            AnsiConsole.Write(table);
            return Task.FromResult(0);
        });
        return command;
    }

    static Command Verify(Session session)
    {
        var folder = Folder();
        var command = new Command("verify", "Read every recorded file again: checksums, lines, sequences, books. Exit code 1 when one is faulty") { folder };
        command.SetOfflineAction((parsed, stop) =>
            RecordingCheck.RunAsync(session, parsed, [.. RecordedSessions.List(parsed.GetValue(folder)!).Select(m => m.Path)], stop));
        return command;
    }

    static Option<string> Folder() => new("--folder") { Description = "Where sessions lie", DefaultValueFactory = _ => "recordings" };

    static string Relative(SessionManifest manifest, string folder) => Markup.Escape(Path.GetRelativePath(folder, manifest.Path));

    static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
