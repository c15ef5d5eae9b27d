using System.CommandLine;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi audit</c>: who changed what, when and why.</summary>
static class AuditCommand
{
    internal static Command Create(Session session)
    {
        var last = new Option<int>("--last") { Description = "How many, newest first", DefaultValueFactory = _ => 20 };
        var command = new Command("audit", "The audit trail: actions of operators and of the system") { last };
        session.Query(command, parsed => $"api/events/operator_action?last={parsed.GetValue(last)}", actions =>
        {
            var table = Show.Table("Audit trail", "time", "action", "what", "who", "why");
            foreach (var row in actions.EnumerateArray())
            {
                table.AddRow(
                    row.Time("ts_event"), row.Escaped("payload.action"), row.Escaped("payload.scope"), row.Escaped("payload.actor"), row.Escaped("payload.reason"));
            }
            AnsiConsole.Write(table);
        });
        return command;
    }
}
