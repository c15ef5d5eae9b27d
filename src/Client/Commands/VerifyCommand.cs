using System.CommandLine;
using System.Text.Json;
using Kalshi.Client.Offline;
using Kalshi.Client.Recordings;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi verify</c>: does the hot state follow from the record? With files: can these recordings be trusted?</summary>
static class VerifyCommand
{
    const int NotGreen = 3;

    // The silo reads all that the bus holds, a week of it where much is kept.
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    internal static Command Create(Session session)
    {
        var files = new Argument<string[]>("file")
        {
            Description = "Recorded files: read them again instead, with checksums where a manifest lies beside them, lines, sequences and books",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("verify", "Fold the record anew and compare it with what the grains hold, or check recorded files") { files };
        command.SetOfflineAction((parsed, stop) => parsed.GetValue(files) is { Length: > 0 } paths
            ? RecordingCheck.RunAsync(session, parsed, paths, stop)
            : session.AskAsync(
                parsed, silo => silo.WaitingFor(Patience).GetAsync("api/state-hash?verify=true", stop), Render, state => Different(state).Length == 0 ? 0 : NotGreen));
        return command;
    }

    static void Render(JsonElement state)
    {
        var grains = state.GetProperty("grains").EnumerateArray().ToArray();
        var carried = grains.Count(grain => grain.Flag("carried"));
        var different = Different(state);
        AnsiConsole.MarkupLine($"state {state.Escaped("hash")}: {grains.Length - different.Length - carried} of {grains.Length} grains follow from the record");
        if (carried > 0)
            AnsiConsole.MarkupLine($"{carried} carry state from a stream that the bus has lost: what is on the bus cannot confirm them");
        if (different.Length == 0)
            return;

        var table = Show.Table("Different", "key", ">sequence", "grain", "record");
        foreach (var grain in different)
            table.AddRow(grain.Escaped("key"), grain.Escaped("sequence", "0"), grain.Escaped("hash"), grain.Escaped("record_hash"));
        AnsiConsole.Write(table);
        var first = state.Text("first_sequence", "0");
        AnsiConsole.MarkupLineInterpolated($"[red]{(first is "0" or "1" ? "what these grains hold does not follow from the record" : $"the record begins at sequence {first}: grains that are older than it cannot be checked")}[/]");
    }

    static JsonElement[] Different(JsonElement state) => [.. state.GetProperty("grains").EnumerateArray().Where(grain => !grain.Flag("follows") && !grain.Flag("carried"))];
}
