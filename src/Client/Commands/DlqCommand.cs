using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi dlq</c>: messages that were rejected, why, and what became of them.</summary>
static class DlqCommand
{
    const int ShownReason = 90;

    internal static Command Create(Session session) => new("dlq", "Dead letters: messages that were rejected, each with its reason")
    {
        List(session),
        Show(session),
        Handle(session, "replay", "Publish a dead letter's event again, under the same rules"),
        Handle(session, "ack", "Put a dead letter aside: nothing is to be done about it"),
    };

    static Command List(Session session)
    {
        var last = new Option<int>("--last") { Description = "How many, newest first", DefaultValueFactory = _ => 20 };
        var open = new Option<bool>("--open") { Description = "Only those that nobody has handled" };
        var command = new Command("list", "The newest dead letters") { last, open };
        session.Query(command, parsed => $"api/dlq?last={parsed.GetValue(last)}&open={(parsed.GetValue(open) ? "true" : "false")}", answer =>
        {
            var table = Commands.Show.Table("Dead letters", ">sequence", "stored", "origin", "reason", ">bytes", "handled");
            foreach (var letter in answer.EnumerateArray())
            {
                table.AddRow(
                    letter.Escaped("sequence"), Stored(letter), Printable(letter.Text("origin")), Printable(Cut(letter.Text("reason"))),
                    letter.Escaped("size"), Handling(letter));
            }
            AnsiConsole.Write(table);
        });
        return command;
    }

    static Command Show(Session session)
    {
        var sequence = Sequence();
        var command = new Command("show", "One dead letter with its bytes as they were") { sequence };
        session.Query(command, parsed => $"api/dlq/{parsed.GetValue(sequence)}", letter =>
        {
            var table = Commands.Show.Table($"Dead letter {letter.Text("sequence")}", "", "");
            table.HideHeaders();
            table.AddRow("stored", Stored(letter));
            foreach (var (label, path) in (ReadOnlySpan<(string, string)>)[("subject", "subject"), ("origin", "origin"), ("reason", "reason"), ("identity", "identity"), ("from stream", "origin_stream"), ("at sequence", "origin_sequence"), ("bytes", "size")])
                table.AddRow(label, Printable(letter.Text(path)));
            table.AddRow("handled", Handling(letter));
            AnsiConsole.Write(table);
            AnsiConsole.MarkupLine(letter.Text("body") is not "–" and var body ? Printable(body) : $"base 64: {letter.Escaped("body_base64")}");
        });
        return command;
    }

    static Command Handle(Session session, string verb, string description)
    {
        var sequence = Sequence();
        var command = new Command(verb, description) { sequence };
        var action = new AuditedAction(command);
        session.Run(
            command,
            (silo, parsed, stop) => silo.PostAsync($"api/dlq/{parsed.GetValue(sequence)}/{verb}", action.Request(parsed), stop),
            done => AnsiConsole.MarkupLine($"dead letter {done.Escaped("sequence")} [bold]{done.Escaped("disposition")}[/] by {Printable(done.Text("actor"))}: {Printable(done.Text("reason"))}"));
        return command;
    }

    static Argument<long> Sequence() => new("sequence") { Description = "The dead letter's number in the list" };

    static string Stored(JsonElement letter) =>
        DateTimeOffset.FromUnixTimeMilliseconds(letter.GetProperty("stored_ms").GetInt64()).ToString("u", CultureInfo.InvariantCulture);

    static string Handling(JsonElement letter) => letter.GetProperty("handled").ValueKind == JsonValueKind.Null
        ? "[yellow]open[/]"
        : $"{letter.Escaped("handled.disposition")} by {Printable(letter.Text("handled.actor"))}: {Printable(letter.Text("handled.reason"))}";

    static string Cut(string text) => text.Length <= ShownReason ? text : $"{text[..ShownReason]}…";

    // What was rejected may hold sequences that a terminal obeys.
    static string Printable(string text) =>
        Markup.Escape(string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsControl(source[i]) && source[i] != '\n' ? '·' : source[i];
        }));
}
