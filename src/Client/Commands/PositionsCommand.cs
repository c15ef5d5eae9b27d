using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi positions</c>: what is held, and what came of what was.</summary>
static class PositionsCommand
{
    internal static Command Create(Session session)
    {
        var command = new Command("positions", "Open positions and P&L");
        session.Query(command, _ => "api/positions", Render);
        return command;
    }

    static void Render(JsonElement account)
    {
        AnsiConsole.MarkupLine($"realised P&L $ {account.Escaped("realized_pnl")}, cash $ {account.Escaped("cash")}, fees $ {account.Escaped("fees_paid")}; "
            + $"{account.Escaped("fills")} fills, {account.Escaped("settlements")} settlements, {account.Escaped("pending_orders")} pending orders");
        var table = Show.Table("Positions", "market", "side", ">quantity", ">cost", ">fees", "opened");
        foreach (var position in account.GetProperty("open").EnumerateArray())
        {
            table.AddRow(position.Escaped("market"), position.Escaped("side"), position.Escaped("quantity"), position.Escaped("cost"),
                position.Escaped("fees"), position.Time("opened_ts"));
        }
        AnsiConsole.Write(table);
    }
}
