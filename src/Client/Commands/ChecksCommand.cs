using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi preflight</c> and <c>kalshi gates</c>: checks whose exit code is their answer.</summary>
static class ChecksCommand
{
    const int NotGreen = 3;

    internal static Command Preflight(Session session)
    {
        var command = new Command("preflight", "Ask everything that an order would have to pass");
        session.Run(command, (silo, _, stop) => silo.GetAsync("api/preflight", stop), report => Render("Preflight", report), Verdict);
        return command;
    }

    internal static Command Gates(Session session)
    {
        var command = new Command("gates", "The readiness gates before real capital, checked over the record") { Attest(session) };
        session.Run(command, (silo, _, stop) => silo.GetAsync("api/gates", stop), report => Render("Readiness gates", report), Verdict);
        return command;
    }

    static Command Attest(Session session)
    {
        var gate = new Argument<string>("gate") { Description = "replay_parity or runbooks" };
        var failed = new Option<bool>("--failed") { Description = "Attest a failure" };
        var command = new Command("attest", "Put evidence for a gate on the record that no program can check; the reason is the evidence") { gate, failed };
        var action = new AuditedAction(command);
        session.Run(
            command,
            (silo, parsed, stop) => silo.PostAsync(
                "api/gates/attest",
                new { Gate = parsed.GetValue(gate), Passed = !parsed.GetValue(failed), Actor = action.Actor(parsed), Reason = action.Reason(parsed) },
                stop),
            answer => AnsiConsole.MarkupLine($"{answer.Escaped("gate")}: {answer.Escaped("action")} by {answer.Escaped("actor")} at {answer.Time("ts")}"));
        return command;
    }

    static int Verdict(JsonElement report) => report.Flag("green") ? 0 : NotGreen;

    static void Render(string title, JsonElement report)
    {
        var table = Show.Table(title, "check", "", "found");
        foreach (var check in report.GetProperty("checks").EnumerateArray())
        {
            var word = check.Flag("green") ? "[green]green[/]" : check.Flag("required") ? "[red]red[/]" : "[yellow]red, not required now[/]";
            table.AddRow(check.Escaped("name"), word, check.Escaped("detail"));
        }
        AnsiConsole.Write(table);
        AnsiConsole.MarkupLine(report.Flag("green") ? "[bold green]green[/]" : "[bold red]not green[/]");
    }
}
