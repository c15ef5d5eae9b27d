using System.CommandLine;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi mode</c>: what becomes of takes.</summary>
static class ModeCommand
{
    internal static Command Create(Session session)
    {
        var command = new Command("mode", "What becomes of takes, and what live would need");
        session.Query(command, _ => "api/mode", mode =>
        {
            AnsiConsole.MarkupLine($"mode {mode.Escaped("mode")}, account {mode.Escaped("account")}, "
                + (mode.Flag("real_capital") ? "[bold red]real capital[/]" : "no real capital") + $", build {mode.Escaped("build")}");
            AnsiConsole.MarkupLine("live needs:");
            foreach (var need in mode.GetProperty("live_needs").EnumerateArray())
                AnsiConsole.MarkupLineInterpolated($"  {need.GetString()!}");
        });
        return command;
    }
}
