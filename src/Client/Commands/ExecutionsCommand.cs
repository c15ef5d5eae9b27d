using System.CommandLine;
using System.Text.Json;
using Kalshi.Client.Api;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi executions</c>: orders and fills in one story, newest first.</summary>
static class ExecutionsCommand
{
    static readonly string[] Types = ["execution_order", "execution_fill"];

    internal static Command Create(Session session)
    {
        var last = new Option<int>("--last") { Description = "How many", DefaultValueFactory = _ => 20 };
        var command = new Command("executions", "The last orders and fills, from the record") { last };
        session.Run(command, (silo, parsed, stop) => ReadAsync(silo, parsed.GetValue(last), stop), Render);
        return command;
    }

    static async Task<JsonElement> ReadAsync(OperationsClient silo, int last, CancellationToken stop)
    {
        var events = new List<JsonElement>();
        foreach (var type in Types)
            events.AddRange((await silo.GetAsync($"api/events/{type}?last={last}", stop)).EnumerateArray());
        return JsonSerializer.SerializeToElement(events.OrderByDescending(e => e.GetProperty("ts_event").GetInt64()).Take(last));
    }

    static void Render(JsonElement events)
    {
        var table = Show.Table("Orders and fills", "time", "what", "market", "side", ">quantity", ">price", "result", "note");
        foreach (var row in events.EnumerateArray())
        {
            var execution = row.GetProperty("payload");
            var isOrder = row.Text("event_type") == Types[0];
            table.AddRow(
                row.Time("ts_event"), isOrder ? "order" : execution.Escaped("action"), execution.Escaped("market_id"), execution.Escaped("side"),
                execution.Escaped("quantity_fp"), execution.Escaped("price_dollars"), isOrder ? execution.Escaped("status") : "filled",
                isOrder ? execution.Escaped("reason") : $"fee {execution.Escaped("fee_dollars")}");
        }
        AnsiConsole.Write(table);
    }
}
