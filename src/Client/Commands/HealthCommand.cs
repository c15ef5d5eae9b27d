using System.CommandLine;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi health live|ready</c>: for probes; the exit code is the answer.</summary>
static class HealthCommand
{
    internal static Command Create(Session session)
    {
        var command = new Command("health", "Whether the silo lives, or is ready; the exit code says it");
        foreach (var (name, about) in (ReadOnlySpan<(string, string)>)[("live", "The process answers"), ("ready", "Feeds, bus and database are there")])
        {
            var probe = new Command(name, about);
            session.Query(probe, _ => $"health/{name}", health => AnsiConsole.WriteLine(health.GetProperty("status").GetString()!));
            command.Subcommands.Add(probe);
        }
        return command;
    }
}
