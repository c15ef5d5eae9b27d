using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi config</c>: every setting as the silo uses it.</summary>
static class ConfigCommand
{
    internal static Command Create(Session session)
    {
        var command = new Command("config", "Every setting as the silo uses it; secrets are masked");
        session.Query(command, _ => "api/config", Render);
        return command;
    }

    static void Render(JsonElement settings)
    {
        var table = Show.Table("Settings", "name", "value", "range", "set by");
        foreach (var setting in settings.EnumerateArray())
            table.AddRow(setting.Escaped("name"), setting.Escaped("value"), setting.Escaped("range"), setting.Flag("configured") ? "you" : "default");
        AnsiConsole.Write(table);
    }
}
