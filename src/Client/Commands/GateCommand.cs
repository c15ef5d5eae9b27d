using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi halt</c> and <c>kalshi release</c>: the operator's switch.</summary>
static class GateCommand
{
    internal static Command Halt(Session session) => Create(session, "halt", "Stop all trading at once");

    internal static Command Release(Session session) => Create(session, "release", "Allow trading again");

    static Command Create(Session session, string verb, string description)
    {
        var reason = new Option<string>("--reason") { Description = "Why; kept in the audit trail", Required = verb == "halt", DefaultValueFactory = _ => "operator released" };
        var actor = new Option<string>("--as") { Description = "Who (default: the user's name)", DefaultValueFactory = _ => Environment.UserName };
        var command = new Command(verb, description) { reason, actor };
        session.Run(
            command,
            (silo, parsed, stop) => silo.PostAsync($"api/{verb}", new { Reason = parsed.GetValue(reason), Actor = parsed.GetValue(actor) }, stop),
            Render);
        return command;
    }

    static void Render(JsonElement gate) => AnsiConsole.MarkupLine(gate.Flag("halted")
        ? $"[bold red]halted[/] by {gate.Escaped("actor")} at {gate.Time("since_ts")}: {gate.Escaped("reason")}"
        : $"[bold green]released[/] by {gate.Escaped("actor")} at {gate.Time("since_ts")}: {gate.Escaped("reason")}");
}
