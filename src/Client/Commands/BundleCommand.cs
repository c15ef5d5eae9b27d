using System.CommandLine;
using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using Kalshi.Client.Api;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi bundle</c>: everything about a window of time in one file, to look into elsewhere or to replay.</summary>
static class BundleCommand
{
    internal static Command Create(Session session)
    {
        var from = new Option<DateTimeOffset?>("--from") { Description = "Start of the window, e.g. 2026-11-21T14:00Z (default: an hour before its end)" };
        var to = new Option<DateTimeOffset?>("--to") { Description = "End of the window (default: now)" };
        var file = new Option<FileInfo?>("--out") { Description = "The file to write (default: kalshi-<time>.tar.gz)" };
        var command = new Command("bundle", "Settings without secrets, status, metrics, log and all events of a window, by type and as one log to replay, in one file") { from, to, file };
        session.Act(command, async (silo, parsed, stop) =>
        {
            var end = parsed.GetValue(to) ?? TimeProvider.System.GetUtcNow();
            var start = parsed.GetValue(from) ?? end.AddHours(-1);
            var path = parsed.GetValue(file)?.FullName ?? string.Create(CultureInfo.InvariantCulture, $"kalshi-{end:yyyyMMdd'T'HHmm}Z.tar.gz");
            await CollectAsync(silo, start.ToUnixTimeSeconds(), end.ToUnixTimeSeconds(), path, stop);
            AnsiConsole.MarkupLineInterpolated($"[green]{path}[/] {new FileInfo(path).Length / 1024:N0} KiB");
        });
        return command;
    }

    static Task CollectAsync(OperationsClient silo, long from, long to, string path, CancellationToken stop) =>
        AnsiConsole.Progress().StartAsync(async progress =>
        {
            var types = (await silo.GetAsync("api/export", stop)).EnumerateArray().Select(type => type.GetString()!).ToArray();
            (string Name, string Path)[] parts =
            [
                ("config.json", "api/config"), ("status.json", "api/status"), ("markets.json", "api/markets"), ("metrics.txt", "metrics"),
                ("log.jsonl", $"api/log?from={from}&to={to}"),
                ("replay.jsonl", $"api/replay?from={from}&to={to}"),
                .. types.Select(type => ($"events/{type}.jsonl", $"api/export/{Uri.EscapeDataString(type)}?from={from}&to={to}")),
            ];
            var task = progress.AddTask("collecting", maxValue: parts.Length);
            var scratch = Directory.CreateTempSubdirectory("kalshi-bundle-");
            try
            {
                await using var gzip = new GZipStream(File.Create(path), CompressionLevel.Optimal);
                await using var tar = new TarWriter(gzip);
                foreach (var (name, source) in parts)
                {
                    task.Description = name;
                    var part = Path.Combine(scratch.FullName, "part");
                    await SaveAsync(silo, source, part, stop);
                    await tar.WriteEntryAsync(part, name, stop);
                    task.Increment(1);
                }
            }
            finally
            {
                scratch.Delete(recursive: true);
            }
        });

    /// <summary>A part that the silo refuses is in the bundle with the silo's words: half a bundle is better than none.</summary>
    static async Task SaveAsync(OperationsClient silo, string source, string file, CancellationToken stop)
    {
        try
        {
            await silo.DownloadAsync(source, file, stop);
        }
        catch (OperationsException e)
        {
            await File.WriteAllTextAsync(file, e.Message, stop);
        }
    }
}
