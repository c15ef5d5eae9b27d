using System.CommandLine;
using Kalshi.Client.Offline;
using Kalshi.Recorder;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi record</c>: live sessions into files, until Ctrl-C.</summary>
static class RecordCommand
{
    static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(500);

    internal static Command Create()
    {
        var folder = new Option<string>("--folder") { Description = "Where sessions lie", DefaultValueFactory = _ => "recordings" };
        var series = new Option<string>("--series") { Description = "Series whose open markets are recorded, comma separated", DefaultValueFactory = _ => "KXBTC15M" };
        var spot = new Option<string>("--spot")
        {
            Description = "The spot venue's match feed, or none",
            DefaultValueFactory = _ => "wss://ws-feed.exchange.coinbase.com",
        };
        var fileMinutes = new Option<int>("--file-minutes") { Description = "Length of a file; a divisor of a day", DefaultValueFactory = _ => 60 };
        var keepDays = new Option<double?>("--keep-days") { Description = "Delete files that ended longer ago" };
        var keepGigabytes = new Option<double?>("--keep-gb") { Description = "Delete the oldest files beyond so many gigabytes" };
        var command = new Command("record", "Record live sessions until Ctrl-C (KALSHI_* as for the silo)")
        {
            folder, series, spot, fileMinutes, keepDays, keepGigabytes,
        };
        command.SetOfflineAction(async (parsed, stop) =>
        {
            var options = new RecorderOptions
            {
                Folder = parsed.GetValue(folder)!,
                Series = parsed.GetValue(series)!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                Spot = parsed.GetValue(spot) is "none" ? null : new Uri(parsed.GetValue(spot)!),
                FileLength = TimeSpan.FromMinutes(parsed.GetValue(fileMinutes)),
                KeepFor = parsed.GetValue(keepDays) is { } days ? TimeSpan.FromDays(days) : null,
                KeepBytes = parsed.GetValue(keepGigabytes) is { } gigabytes ? (long)(gigabytes * 1e9) : null,
            };
            using var venue = new VenueAccess(pagesMax: 50);
            var credentials = venue.Credentials ?? throw new FormatException("KALSHI_API_KEY_ID: the stream wants a key, even for public data");
            var recorder = new SessionRecorder(
                options, venue.Endpoints, credentials, venue.Rest, TimeProvider.System, new(), NullLogger<SessionRecorder>.Instance);
            await ShowAsync(recorder, stop);
            return 0;
        });
        return command;
    }

    static async Task ShowAsync(SessionRecorder recorder, CancellationToken stop)
    {
        var recording = recorder.RunAsync(stop);
        await AnsiConsole.Status().StartAsync("connecting", async status =>
        {
            while (!recording.IsCompleted)
            {
                status.Status = Line(recorder.Progress);
                await Task.WhenAny(recording, Task.Delay(Refresh, TimeProvider.System, CancellationToken.None));
            }
        });
        await recording;
        AnsiConsole.MarkupLine(Line(recorder.Progress));
    }

    static string Line(RecorderProgress p)
    {
        var line = $"{p.FrameCount:N0} frames of {p.MarketCount} markets, {p.TradeCount:N0} spot trades, {p.FileCount} files finished, "
            + $"{p.ConnectionCount} connections, {p.GapCount} gaps";
        return p.LastLoss is { } loss ? $"{line}; last loss: {Markup.Escape(loss)}" : line;
    }
}
