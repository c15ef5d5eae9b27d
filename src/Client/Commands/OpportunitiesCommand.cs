using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi opportunities</c>: what was decided on the last batch, and why.</summary>
static class OpportunitiesCommand
{
    internal static Command Create(Session session)
    {
        var why = new Option<bool>("--why") { Description = "Show passes too, each with its reason" };
        var command = new Command("opportunities", "Decisions on the last batch") { why };
        session.Query(command, parsed => $"api/opportunities?why={(parsed.GetValue(why) ? "true" : "false")}", Render);
        return command;
    }

    static void Render(JsonElement tick)
    {
        AnsiConsole.MarkupLine($"batch {tick.Time("as_of_ts")}: {tick.Escaped("decided")} decided, {tick.Escaped("takes")} takes, "
            + $"{tick.Escaped("takes_withheld")} withheld by the gate, {tick.Escaped("orders")} orders since start");
        var table = Show.Table("Decisions", "market", "decision", "side", ">EV net", ">model", ">market", ">tau min", "why");
        foreach (var decision in tick.GetProperty("decisions").EnumerateArray())
        {
            table.AddRow(decision.Escaped("market"), decision.Flag("would_trade") ? "[green]TAKE[/]" : "pass", decision.Escaped("side"),
                decision.Escaped("ev_net", "0.0000"), decision.Escaped("probability_model", "0.0000"), decision.Escaped("probability_market", "0.0000"),
                decision.Escaped("tau_minutes", "0.0"), decision.Escaped("reason_not_eligible"));
        }
        AnsiConsole.Write(table);
        if (tick.TryGetProperty("reasons", out var reasons))
        {
            foreach (var reason in reasons.EnumerateObject())
                AnsiConsole.MarkupLineInterpolated($"[grey]{reason.Name}: {reason.Value.GetRawText()}[/]");
        }
    }
}
