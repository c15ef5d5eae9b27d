using System.CommandLine;
using Kalshi.Backfill;
using Kalshi.Client.Offline;
using Kalshi.Storage;
using Kalshi.Trading;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi backfill</c>: trades and candlesticks of a range into PostgreSQL. Ctrl-C stops it; the same command goes on.</summary>
static class BackfillCommand
{
    /// <summary>Pages of one listing: a year of a busy series.</summary>
    const int PagesMax = 2000;

    internal static Command Create()
    {
        var arguments = new HistoryArguments();
        var markets = new Option<string>("--markets") { Description = "Market tickers instead of series, comma separated", DefaultValueFactory = _ => "" };
        var command = new Command("backfill", "Fetch trades and candlesticks of a range into PostgreSQL (KALSHI_*, PG_DSN)") { markets };
        arguments.AddTo(command);
        command.SetOfflineAction(async (parsed, stop) =>
        {
            var tickers = parsed.GetValue(markets)!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(t => MarketTicker.Parse(t, "--markets")).ToList();
            var request = arguments.Read(parsed, tickers);
            using var venue = new VenueAccess(PagesMax);
            await using var store = await HistoryStore.OpenAsync(
                StorageOptions.FromEnvironment(Environment.GetEnvironmentVariable), NullLogger<Migrator>.Instance, stop);
            var done = await ShowAsync(new(venue.Rest, store, TimeProvider.System), request, stop);
            AnsiConsole.MarkupLine($"{done.Done} of {done.Pieces} pieces of {done.Markets} markets: {done.Trades:N0} trades, {done.Candlesticks:N0} candlesticks"
                + (done.Rejected > 0 ? $", [red]{done.Rejected:N0} rows could not be read[/]" : ""));
            return done.Rejected > 0 ? 1 : 0;
        });
        return command;
    }

    static Task<BackfillProgress> ShowAsync(Backfiller backfiller, BackfillRequest request, CancellationToken stop) =>
        AnsiConsole.Progress().Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                var task = progress.AddTask("the catalogue", maxValue: 1);
                return await backfiller.RunAsync(request, new Heard<BackfillProgress>(p =>
                {
                    task.MaxValue = Math.Max(1, p.Pieces);
                    task.Value = p.Done;
                    task.Description = Markup.Escape($"{p.Doing} ({p.Trades:N0} trades, {p.Candlesticks:N0} candlesticks)");
                }), stop);
            });
}
