using System.CommandLine;
using System.Text.Json;
using Kalshi.Client.Api;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi reconcile</c>: our books beside the venue's.</summary>
static class ReconcileCommand
{
    internal static Command Create(Session session)
    {
        var command = new Command("reconcile", "How our books stand beside the venue's");
        command.Subcommands.Add(ShowCommand(session));
        command.Subcommands.Add(RunCommand(session));
        command.Subcommands.Add(AcknowledgeCommand(session));
        return command;
    }

    static Command ShowCommand(Session session)
    {
        var account = AuditedAction.OfAccount();
        var command = new Command("show", "The last comparison, and what waits for an operator") { account };
        session.Query(command, parsed => Path(parsed.GetValue(account)), Render);
        return command;
    }

    static Command RunCommand(Session session)
    {
        var account = AuditedAction.OfAccount();
        var command = new Command("run", "Compare now") { account };
        session.Run(command, (silo, parsed, stop) => silo.PostAsync(Path(parsed.GetValue(account)), new { }, stop), Render);
        return command;
    }

    static Command AcknowledgeCommand(Session session)
    {
        var command = new Command("acknowledge", "The differences are understood; trade on from the venue's books");
        var action = new AuditedAction(command, AuditedAction.OfAccount());
        session.Run(command, (silo, parsed, stop) => silo.PostAsync("api/reconcile/acknowledge", action.Request(parsed), stop), Render);
        return command;
    }

    static string Path(string? account) => OperationsPath.Of("api/reconcile", ("account", account));

    static void Render(JsonElement view)
    {
        var colour = view.Text("state") switch
        {
            "green" => "green",
            "pending" => "yellow",
            _ => "red",
        };
        AnsiConsole.MarkupLine($"account {view.Escaped("account")}: [bold {colour}]{view.Escaped("state")}[/], last complete comparison {view.Time("run_ts")}");
        if (view.Text("fault") != "–")
            AnsiConsole.MarkupLine($"[yellow]the last attempt proved nothing:[/] {view.Escaped("fault")}");
        if (view.GetProperty("unexplained").GetArrayLength() == 0)
            return;
        var table = Show.Table("Waits for an operator", "found", "kind", "subject", "ours", "the venue's");
        foreach (var finding in view.GetProperty("unexplained").EnumerateArray())
            table.AddRow(finding.Time("ts"), finding.Escaped("kind"), finding.Escaped("subject"), finding.Escaped("ours"), finding.Escaped("venues"));
        AnsiConsole.Write(table);
    }
}
