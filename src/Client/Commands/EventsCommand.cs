using System.CommandLine;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi events TYPE</c>: the stored record.</summary>
static class EventsCommand
{
    internal static Command Create(Session session)
    {
        var type = new Argument<string>("type") { Description = "Event type, e.g. spot_tick, order_book_delta, opportunity_decision, operator_action" };
        var last = new Option<int>("--last") { Description = "How many, newest first", DefaultValueFactory = _ => 10 };
        var command = new Command("events", "The newest stored events of a type") { type, last };
        session.Query(command, parsed => $"api/events/{Uri.EscapeDataString(parsed.GetValue(type)!)}?last={parsed.GetValue(last)}", answer =>
        {
            var table = Show.Table("Events", "time", "key", "source", "payload");
            foreach (var row in answer.EnumerateArray())
                table.AddRow(row.Time("ts_event"), row.Escaped("idempotency_key"), row.Escaped("source"), Markup.Escape(row.GetProperty("payload").GetRawText()));
            AnsiConsole.Write(table);
        });
        return command;
    }
}
