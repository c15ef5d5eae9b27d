using System.CommandLine;
using System.Text.Json;
using Kalshi.Client.Api;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi orders</c>: what may still fill, and how to end it.</summary>
static class OrdersCommand
{
    internal static Command Orders(Session session)
    {
        var account = AuditedAction.OfAccount();
        var status = new Option<string?>("--status") { Description = "Only those that are resting, partially_filled, unknown or pending" };
        var command = new Command("orders", "Orders that have not ended, with what is known of them") { account, status };
        session.Query(
            command, parsed => OperationsPath.Of("api/orders", ("account", parsed.GetValue(account)), ("status", parsed.GetValue(status))),
            orders => AnsiConsole.Write(Table("Open orders", orders)));
        return command;
    }

    internal static Command CancelAll(Session session)
    {
        var scope = new Option<string>("--scope") { Description = "global, series:NAME or strategy:NAME", DefaultValueFactory = _ => "global" };
        var command = new Command("cancel-all", "Cancel every order; flat only when the venue confirmed each") { scope };
        var action = new AuditedAction(command, AuditedAction.OfAccount());
        session.Run(
            command,
            (silo, parsed, stop) => silo.PostAsync("api/cancel-all", new
            {
                Reason = action.Reason(parsed),
                Actor = action.Actor(parsed),
                Account = action.Account(parsed),
                Scope = parsed.GetValue(scope),
            }, stop),
            RenderCancelled);
        return command;
    }

    internal static Command Flatten(Session session)
    {
        var command = new Command("flatten", "Cancel every order, then sell every position at the best bid; works while halted, too");
        var action = new AuditedAction(command, AuditedAction.OfAccount());
        session.Run(command, (silo, parsed, stop) => silo.PostAsync("api/flatten", action.Request(parsed), stop), RenderFlattened);
        return command;
    }

    static void RenderCancelled(JsonElement result)
    {
        AnsiConsole.MarkupLine(result.Flag("flat")
            ? $"[bold green]flat[/]: {result.GetProperty("ended").GetArrayLength()} orders ended, each confirmed"
            : "[bold red]not flat[/]: what follows may still fill; run it again");
        if (result.Text("group") != "–")
            AnsiConsole.MarkupLine($"[yellow]order group:[/] {result.Escaped("group")}");
        if (result.GetProperty("open").GetArrayLength() > 0)
            AnsiConsole.Write(Table("May still fill", result.GetProperty("open")));
    }

    static void RenderFlattened(JsonElement result)
    {
        RenderCancelled(result.GetProperty("cancelled"));
        AnsiConsole.Write(Table("Exits", result.GetProperty("exits")));
        foreach (var left in result.GetProperty("left").EnumerateArray())
            AnsiConsole.MarkupLine($"[red]left[/] {Markup.Escape(left.GetString()!)}");
        AnsiConsole.MarkupLine(result.Flag("flat") ? "[bold green]no position is left[/]" : "[bold red]not flat[/]");
    }

    static Table Table(string title, JsonElement orders)
    {
        var table = Show.Table(title, "order", "market", "side", "effect", ">price", ">filled", ">open", "status", "venue id", "why");
        foreach (var order in orders.EnumerateArray())
        {
            table.AddRow(
                order.Escaped("order_id"), order.Escaped("intent.market"), order.Escaped("intent.side"), order.Escaped("intent.effect"),
                order.Escaped("intent.limit_price"), order.Escaped("filled"), order.Escaped("open"), order.Escaped("status"),
                order.Escaped("venue_order_id"), order.Escaped("reason"));
        }
        return table;
    }
}
