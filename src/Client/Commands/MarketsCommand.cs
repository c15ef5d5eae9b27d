using System.CommandLine;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi markets</c>: every listed market with its quote.</summary>
static class MarketsCommand
{
    internal static Command Create(Session session)
    {
        var command = new Command("markets", "Listed markets with status, terms, quote and age");
        session.Query(command, _ => "api/markets", answer =>
        {
            var table = Show.Table("Markets", "ticker", "status", "closes", "type", ">lower", ">upper", ">yes bid", ">yes ask", ">age s", "book");
            foreach (var market in answer.EnumerateArray())
            {
                table.AddRow(market.Escaped("market"), market.Escaped("status"), market.Time("close_ts"), market.Escaped("strike_type"),
                    market.Escaped("lower"), market.Escaped("upper"), market.Escaped("quote.yes_bid"), market.Escaped("quote.yes_ask"),
                    market.Escaped("quote_age_seconds", "0.0"), Book(market.Text("book_state"), market.Escaped("book_reason")));
            }
            AnsiConsole.Write(table);
        });
        return command;
    }

    static string Book(string state, string reason) => state switch
    {
        "live" => "[green]live[/]",
        "stale" => $"[red]stale[/] {reason}",
        _ => "[grey]empty[/]",
    };
}
