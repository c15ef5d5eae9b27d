using System.CommandLine;
using Kalshi.Storage;
using Kalshi.Venues;
using Npgsql;
using Spectre.Console;

namespace Kalshi.Client.Offline;

/// <summary>Runs a command that needs no silo. Exit codes: 0 done, 2 refused with its reason, 130 interrupted.</summary>
static class OfflineAction
{
    const int Refused = 2;
    const int Interrupted = 130;

    internal static void SetOfflineAction(this Command command, Func<ParseResult, CancellationToken, Task<int>> run) =>
        command.SetAction(async (parsed, stop) =>
        {
            try
            {
                return await run(parsed, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                AnsiConsole.MarkupLine("[yellow]interrupted; the same command goes on from here[/]");
                return Interrupted;
            }
            catch (Exception e) when (e is ArgumentException or FormatException or IOException or UnauthorizedAccessException
                or KalshiRestException or NpgsqlException or MigrationException)
            {
                AnsiConsole.MarkupLineInterpolated($"[red]{e.Message}[/]");
                return Refused;
            }
        });
}
