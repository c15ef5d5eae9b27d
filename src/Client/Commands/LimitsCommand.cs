using System.CommandLine;
using System.Text.Json;
using Kalshi.Client.Api;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi limits show|set</c>: what an account may have at stake.</summary>
static class LimitsCommand
{
    internal static Command Create(Session session) => new("limits", "Risk limits of an account and how much of them is used")
    {
        ShowLimits(session), Set(session),
    };

    static Command ShowLimits(Session session)
    {
        var account = AuditedAction.OfAccount();
        var command = new Command("show", "The limits, as set and as they hold now") { account };
        session.Query(command, parsed => OperationsPath.Of("api/limits", ("account", parsed.GetValue(account))), Render);
        return command;
    }

    static Command Set(Session session)
    {
        var changes = new Argument<string[]>("changes") { Description = "NAME=VALUE, names as shown, e.g. order.contracts=10", Arity = ArgumentArity.OneOrMore };
        changes.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => t.Value.Split('=') is not [{ Length: > 0 }, { Length: > 0 }]))
                result.AddError($"'{token.Value}' is not NAME=VALUE");
        });
        var command = new Command("set", "Change limits; recorded with who and why") { changes };
        var action = new AuditedAction(command, AuditedAction.OfAccount());
        session.Run(
            command,
            (silo, parsed, stop) => silo.PostAsync(
                "api/limits",
                new
                {
                    Actor = action.Actor(parsed),
                    Reason = action.Reason(parsed),
                    Account = action.Account(parsed),
                    Changes = parsed.GetValue(changes)!.Select(c => c.Split('=')).GroupBy(c => c[0]).ToDictionary(g => g.Key, g => g.Last()[1]),
                },
                stop),
            Render);
        return command;
    }

    static void Render(JsonElement risk)
    {
        AnsiConsole.MarkupLine($"account {risk.Escaped("account")}: at stake $ {risk.Escaped("used.notional")} in {risk.Escaped("used.contracts")} contracts of "
            + $"{risk.Escaped("used.markets")} markets, worst case $ {risk.Escaped("used.worst_case_loss")}, today $ {risk.Escaped("day_pnl")} "
            + $"realised and $ {risk.Escaped("day_unrealized")} in open positions");
        AnsiConsole.MarkupLine($"{risk.Escaped("open_orders")} open orders, {risk.Escaped("orders_last_minute")} granted in the last minute, "
            + $"{risk.Escaped("failures_in_a_row")} failed in a row");
        if (risk.Text("canary") != "–")
            AnsiConsole.MarkupLine($"[yellow]canary: {risk.Escaped("canary")}[/]");
        var table = Show.Table("Limits", "name", ">set", ">now");
        foreach (var scope in (string[])["order", "market", "series", "venue", "total"])
        {
            foreach (var unit in (string[])["notional", "contracts"])
                Row(table, risk, $"{scope}.{unit}");
        }
        foreach (var name in (string[])["open_positions", "orders_per_minute", "worst_case_loss", "daily_loss", "consecutive_failures"])
            Row(table, risk, name);
        AnsiConsole.Write(table);
    }

    static void Row(Table table, JsonElement risk, string name) =>
        table.AddRow(name, risk.Escaped("limits." + name), risk.Escaped("effective." + name));
}
