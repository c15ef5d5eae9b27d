using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi history MARKET</c>: one market over time, as the page's charts show it.</summary>
static class HistoryCommand
{
    internal static Command Create(Session session)
    {
        var market = new Argument<string>("market") { Description = "Market ticker" };
        var seconds = new Option<int>("--seconds") { Description = "How far back", DefaultValueFactory = _ => 1800 };
        var command = new Command("history", "A market over time: spot, model against market mid, edges, decisions") { market, seconds };
        session.Query(
            command, parsed => $"api/markets/{Uri.EscapeDataString(parsed.GetValue(market)!)}/history?seconds={parsed.GetValue(seconds)}", Render);
        return command;
    }

    static void Render(JsonElement history)
    {
        AnsiConsole.MarkupLine($"{history.Escaped("market")}, strike {history.Escaped("strike", "0.00")}");
        var decisions = history.GetProperty("decisions").EnumerateArray().ToLookup(decision => decision.Text("ts", "0"));
        var table = Show.Table("Edges and decisions", "time", ">spot", ">model", ">mid", ">EV yes", ">EV no", "decision", "why");
        foreach (var edge in history.GetProperty("edges").EnumerateArray())
        {
            var decision = decisions[edge.Text("ts", "0")].OrderByDescending(d => d.Flag("would_trade")).FirstOrDefault();
            table.AddRow(
                edge.Time("ts"), edge.Escaped("spot", "0.00"), edge.Escaped("model", "0.0000"), edge.Escaped("mid", "0.0000"),
                edge.Escaped("ev_yes", "0.0000"), edge.Escaped("ev_no", "0.0000"),
                decision.Flag("would_trade") ? $"[green]TAKE {decision.Escaped("side")}[/]" : "pass", decision.Escaped("reason"));
        }
        AnsiConsole.Write(table);
    }
}
