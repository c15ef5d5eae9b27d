using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi edges</c>: the last edge tick.</summary>
static class EdgesCommand
{
    internal static Command Create(Session session)
    {
        var command = new Command("edges", "Model probability and expected value of the last tick");
        session.Query(command, _ => "api/edges", Render);
        return command;
    }

    static void Render(JsonElement tick)
    {
        AnsiConsole.MarkupLine($"tick {tick.Time("as_of_ts")}, sigma {tick.Escaped("sigma.annualized", "0.0000")} from {tick.Escaped("sigma.source")}"
            + (tick.Flag("sigma.ok") ? "" : $" [yellow]({tick.Escaped("sigma.reason")}: {tick.Escaped("sigma.reason_context")})[/]")
            + (tick.Text("error") == "–" ? "" : $" [red]{tick.Escaped("error")}[/]"));
        var table = Show.Table("Edges", "market", ">P(yes)", ">yes ask", ">EV yes", ">no ask", ">EV no", ">horizon s", ">quote age");
        foreach (var edge in tick.GetProperty("snapshots").EnumerateArray())
        {
            table.AddRow(edge.Escaped("market"), edge.Escaped("probability_yes", "0.0000"), edge.Escaped("yes_ask_cents"), Ev(edge, "ev_take_yes"),
                edge.Escaped("no_ask_cents"), Ev(edge, "ev_take_no"), edge.Escaped("horizon_seconds"), edge.Escaped("quote_age_seconds"));
        }
        AnsiConsole.Write(table);
        foreach (var skipped in tick.GetProperty("skip_reasons").EnumerateObject())
            AnsiConsole.MarkupLineInterpolated($"[grey]{skipped.Name}: {skipped.Value.GetRawText()}[/]");
    }

    static string Ev(JsonElement edge, string path)
    {
        var text = edge.Text(path, "+0.0000;-0.0000");
        return text.StartsWith('+') ? $"[green]{text}[/]" : text;
    }
}
