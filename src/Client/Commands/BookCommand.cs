using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi book TICKER</c>: the canonical YES book.</summary>
static class BookCommand
{
    internal static Command Create(Session session)
    {
        var ticker = new Argument<string>("ticker") { Description = "Market ticker" };
        var depth = new Option<int>("--depth") { Description = "Levels a side", DefaultValueFactory = _ => 10 };
        var command = new Command("book", "The order book of a market") { ticker, depth };
        session.Query(command, parsed => $"api/markets/{Uri.EscapeDataString(parsed.GetValue(ticker)!)}/book?depth={parsed.GetValue(depth)}", Render);
        return command;
    }

    static void Render(JsonElement book)
    {
        if (book.Text("state") != "live")
            AnsiConsole.MarkupLine($"[red]{book.Escaped("state")}[/] {book.Escaped("reason")}: no price of it may be used");

        var bids = book.GetProperty("yes_bids").EnumerateArray().ToArray();
        var asks = book.GetProperty("yes_asks").EnumerateArray().ToArray();
        var table = Show.Table($"{book.Escaped("market")}  (sequence {book.Escaped("sequence")})", ">bid size", ">yes bid", "yes ask", "ask size");
        for (var level = 0; level < Math.Max(bids.Length, asks.Length); level++)
        {
            table.AddRow(
                level < bids.Length ? bids[level].Escaped("size") : "", level < bids.Length ? $"[green]{bids[level].Escaped("price")}[/]" : "",
                level < asks.Length ? $"[red]{asks[level].Escaped("price")}[/]" : "", level < asks.Length ? asks[level].Escaped("size") : "");
        }
        AnsiConsole.Write(table);
    }
}
