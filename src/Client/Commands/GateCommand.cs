using System.CommandLine;
using System.Text.Json;
using Kalshi.Client.Api;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi halt</c>, <c>pause</c>, <c>release</c> and <c>gate</c>: the operator's switch.</summary>
static class GateCommand
{
    internal static Command Halt(Session session) => Change(session, "halt", "Stop all trading at once; resting orders are cancelled");

    internal static Command Pause(Session session) => Change(session, "pause", "No new entries; exits and cancels go on");

    internal static Command Release(Session session) => Change(session, "release", "Allow trading again");

    /// <summary>Every gate with its reasons.</summary>
    internal static Command Show(Session session)
    {
        var scope = new Option<string?>("--scope") { Description = "One gate: global, venue:NAME, series:NAME or strategy:NAME" };
        var command = new Command("gate", "What each gate lets through, why, since when and what clears it") { scope };
        session.Query(
            command,
            parsed => OperationsPath.Of("api/gate", ("scope", parsed.GetValue(scope))),
            gates =>
            {
                foreach (var gate in gates.EnumerateArray())
                {
                    AnsiConsole.Markup($"{gate.Escaped("scope")}: ");
                    Render(gate);
                }
            });
        return command;
    }

    internal static void Render(JsonElement gate)
    {
        var mode = gate.Text("mode") switch
        {
            "halted" => "[bold red]HALTED[/]",
            "reducing" => "[bold yellow]ENTRIES STOPPED[/]",
            _ => "[bold green]trading allowed[/]",
        };
        var since = gate.Text("since_ts") == "–" ? "" : $" since {gate.Time("since_ts")}";
        var by = gate.Text("actor") == "–" ? "" : $" (last changed by {gate.Escaped("actor")}: {gate.Escaped("reason")})";
        AnsiConsole.MarkupLine(mode + since + by);
        foreach (var reason in gate.GetProperty("reasons").EnumerateArray())
        {
            AnsiConsole.MarkupLine(
                $"  {reason.Escaped("code")}: {reason.Escaped("detail")}, since {reason.Time("since_ts")} [grey](cleared by {reason.Escaped("cleared_by")})[/]");
        }
        if (gate.Text("entries_back_ts") != "–")
            AnsiConsole.MarkupLine($"  entries come back at {gate.Time("entries_back_ts")} if everything stays healthy");
        if (gate.Flag("shadow_only"))
            AnsiConsole.MarkupLine("  until then takes are recorded and not sent");
    }

    static Command Change(Session session, string verb, string description)
    {
        var reason = new Option<string>("--reason") { Description = "Why; kept in the audit trail", Required = verb != "release", DefaultValueFactory = _ => "operator released" };
        var actor = AuditedAction.Who();
        var scope = new Option<string>("--scope") { Description = "global, venue:NAME, series:NAME or strategy:NAME", DefaultValueFactory = _ => "global" };
        var command = new Command(verb, description) { reason, actor, scope };
        session.Run(
            command,
            (silo, parsed, stop) => silo.PostAsync(
                $"api/{verb}", new { Reason = parsed.GetValue(reason), Actor = parsed.GetValue(actor), Scope = parsed.GetValue(scope) }, stop),
            gate =>
            {
                AnsiConsole.MarkupLine($"{gate.Escaped("scope")}: {Done(verb)} by {gate.Escaped("actor")}: {gate.Escaped("reason")}");
                Render(gate);
            });
        return command;
    }

    static string Done(string verb) => verb switch
    {
        "halt" => "halted",
        "pause" => "paused",
        _ => "released",
    };
}
