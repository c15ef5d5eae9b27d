using System.CommandLine;
using System.Globalization;
using Kalshi.Backfill;
using Kalshi.Client.Offline;
using Kalshi.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi gaps</c>: what the stored history lacks or contradicts. Exit code 1 when there is a gap.</summary>
static class GapsCommand
{
    const int RowsMax = 200;

    internal static Command Create(Session session)
    {
        var arguments = new HistoryArguments();
        var command = new Command("gaps", "What the stored history lacks within a range, and minutes whose trades do not sum to their volume (PG_DSN)");
        arguments.AddTo(command);
        command.SetOfflineAction(async (parsed, stop) =>
        {
            var request = arguments.Read(parsed, []);
            await using var store = await HistoryStore.OpenAsync(
                StorageOptions.FromEnvironment(Environment.GetEnvironmentVariable), NullLogger<Migrator>.Instance, stop);
            var gaps = await new GapReport(store).FindAsync(request.Series, request.Range, request.Kinds, stop);
            if (session.TryPrint(parsed, gaps.Select(gap => new { Market = gap.Ticker, gap.Kind, gap.Span.From, gap.Span.To, gap.Reason })))
                return gaps.Count == 0 ? 0 : 1;
            if (gaps.Count == 0)
            {
                AnsiConsole.MarkupLine("[green]no gaps in the markets that are known here[/]");
                return 0;
            }
            var table = Show.Table($"{gaps.Count} gaps", "market", "kind", "from", "to", "reason");
            foreach (var gap in gaps.Take(RowsMax))
                table.AddRow(Markup.Escape(gap.Ticker), gap.Kind, Time(gap.Span.From), Time(gap.Span.To), Markup.Escape(gap.Reason));
            AnsiConsole.Write(table);
            return 1;
        });
        return command;
    }

    static string Time(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
