using System.CommandLine;
using Kalshi.Client.Offline;
using Kalshi.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi migrate</c>: brings the database up to this build, as a role that may.</summary>
static class MigrateCommand
{
    internal static Command Create()
    {
        var command = new Command("migrate", "Bring the database up to this build (PG_DSN); a silo does so by itself at its start, if its role may");
        command.SetOfflineAction(async (_, stop) =>
        {
            var report = await new Migrator(new() { Dsn = OfflineSettings.Database() }, NullLogger<Migrator>.Instance).MigrateAsync(stop);
            AnsiConsole.MarkupLineInterpolated($"the database is at {report.Version:D4}; applied: {(report.Applied.Count == 0 ? "nothing" : string.Join(", ", report.Applied))}");
            return 0;
        });
        return command;
    }
}
