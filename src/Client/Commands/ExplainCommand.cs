using System.CommandLine;
using System.Text.Json;
using Kalshi.Client.Api;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi explain MARKET [TS]</c>: one decision taken apart.</summary>
static class ExplainCommand
{
    internal static Command Create(Session session)
    {
        var market = new Argument<string>("market") { Description = "Market ticker" };
        var ts = new Argument<long?>("ts") { Description = "Unix seconds of the tick (default: the last one)", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("explain", "A decision with all that it was made of, and each gate with its verdict") { market, ts };
        session.Run(
            command,
            async (silo, parsed, stop) =>
            {
                var ticker = parsed.GetValue(market)!;
                var at = parsed.GetValue(ts) ?? await LastAsync(silo, ticker, stop);
                return await silo.GetAsync($"api/markets/{Uri.EscapeDataString(ticker)}/decisions/{at}", stop);
            },
            Render);
        return command;
    }

    static async Task<long> LastAsync(OperationsClient silo, string market, CancellationToken stop)
    {
        var history = await silo.GetAsync($"api/markets/{Uri.EscapeDataString(market)}/history", stop);
        return history.GetProperty("decisions").EnumerateArray().LastOrDefault() is { ValueKind: JsonValueKind.Object } last
            ? last.GetProperty("ts").GetInt64()
            : throw new OperationsException($"{market}: nothing was decided in the last hour; name a tick");
    }

    static void Render(JsonElement explanation)
    {
        var (decision, edge) = (explanation.GetProperty("decision"), explanation.GetProperty("snapshot"));
        AnsiConsole.MarkupLine(decision.Flag("would_trade")
            ? $"[bold green]TAKE {decision.Escaped("side")}[/] for $ {decision.Escaped("ev_net", "0.0000")} a contract"
            : $"[bold]pass[/]: {decision.Escaped("reason_not_eligible")}");
        AnsiConsole.MarkupLine($"model {edge.Escaped("probability_yes", "0.0000")} (unclamped {edge.Escaped("probability_yes_raw", "0.0000")}), "
            + $"market {decision.Escaped("probability_market", "0.0000")}, spot {edge.Escaped("spot_price", "0.00")} {edge.Escaped("spot_age_seconds")} s old, "
            + $"strike {edge.Escaped("strike", "0.00")}, sigma {edge.Escaped("sigma_annualized", "0.0000")} from {edge.Escaped("sigma_source")}");
        AnsiConsole.MarkupLine($"YES {edge.Escaped("yes_bid_cents")} / {edge.Escaped("yes_ask_cents")} ¢, NO {edge.Escaped("no_bid_cents")} / {edge.Escaped("no_ask_cents")} ¢, "
            + $"quote {edge.Escaped("quote_age_seconds")} s old, EV {edge.Escaped("ev_take_yes", "0.0000")} / {edge.Escaped("ev_take_no", "0.0000")}, {decision.Escaped("tau_minutes", "0.0")} min left");
        var gates = Show.Table("Gates", "gate", "verdict", "value and limit");
        foreach (var gate in explanation.GetProperty("gates").EnumerateArray())
            gates.AddRow(gate.Escaped("name"), Verdict(gate.Text("passed")), gate.Escaped("detail"));
        AnsiConsole.Write(gates);
        foreach (var order in explanation.GetProperty("orders").EnumerateArray())
            AnsiConsole.MarkupLine($"order {order.Escaped("order_id")}: {order.Escaped("status")} {order.Escaped("reason")}");
    }

    static string Verdict(string passed) => passed switch
    {
        "yes" => "[green]passed[/]",
        "no" => "[red]refused[/]",
        _ => "[grey]not reached[/]",
    };
}
