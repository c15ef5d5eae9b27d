using System.CommandLine;
using System.Text.Json;
using Kalshi.Client.Api;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi verify</c>: does the hot state follow from the record?</summary>
static class VerifyCommand
{
    internal static Command Create(Session session)
    {
        var command = new Command("verify", "Fold the record anew and compare it with what the grains hold");
        session.Query(command, _ => "api/state-hash?verify=true", Render);
        return command;
    }

    static void Render(JsonElement state)
    {
        var grains = state.GetProperty("grains").EnumerateArray().ToArray();
        var carried = grains.Count(g => g.Flag("carried"));
        var different = grains.Where(g => !g.Flag("follows") && !g.Flag("carried")).ToArray();
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
        throw new OperationsException(first is "0" or "1"
            ? "what these grains hold does not follow from the record"
            : $"the record begins at sequence {first}: grains that are older than it cannot be checked");
    }
}
