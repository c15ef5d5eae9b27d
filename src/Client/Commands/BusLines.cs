using System.Text.Json;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary>What the status says of the bus.</summary>
static class BusLines
{
    internal static void Render(JsonElement bus)
    {
        AnsiConsole.MarkupLine($"dead letters: {bus.Escaped("dead_letters.open")} open, {bus.Escaped("dead_letters.handled")} handled");
        foreach (var consumer in bus.GetProperty("consumers").EnumerateArray())
        {
            if (consumer.GetProperty("lag_seconds").ValueKind != JsonValueKind.Null)
                AnsiConsole.MarkupLine($"consumer {consumer.Escaped("consumer")}: {consumer.Escaped("lag")} behind, the oldest for {consumer.Escaped("lag_seconds", "0.0")} s");
        }
        foreach (var drift in bus.GetProperty("drifts").EnumerateArray())
            AnsiConsole.MarkupLine($"[yellow]stream {drift.Escaped("stream")}: {drift.Escaped("setting")} is {drift.Escaped("actual")}, the configuration says {drift.Escaped("expected")}[/]");
    }
}
