using System.CommandLine;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi grains</c>: what the silo's grains do.</summary>
static class GrainsCommand
{
    internal static Command Create(Session session)
    {
        var command = new Command("grains", "Grain activity by class: in memory, calls, failures, times");
        session.Query(command, _ => "api/grains", grains =>
        {
            var table = Show.Table("Grain activity", "grain", ">in memory", ">calls", ">failed", ">mean ms", ">longest ms");
            foreach (var row in grains.EnumerateArray())
            {
                table.AddRow(row.Escaped("grain"), row.Escaped("activations"), row.Escaped("calls"), row.Escaped("failures"),
                    row.Escaped("mean_ms", "0.00"), row.Escaped("longest_ms", "0"));
            }
            AnsiConsole.Write(table);
        });
        return command;
    }
}
