using System.CommandLine;
using Kalshi.Bus.Nats;
using Kalshi.Client.Offline;
using Kalshi.Storage;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi backup</c> and <c>kalshi restore</c>: the record as files, and back. They speak with database and bus
/// themselves: a restore happens when no silo is there to ask.</summary>
static class BackupCommand
{
    const int Failed = 2;

    internal static Command Backup()
    {
        var to = new Option<string>("--to") { Description = "Folder for backups; each gets one of its own in it", Required = true };
        var command = new Command("backup", "Back up database and bus while the silo goes on (PG_DSN, BUS_URL, NATS_*)") { to };
        command.SetAction((parsed, stop) => RunAsync("saved", (record, progress) => record.SaveAsync(parsed.GetValue(to)!, progress, stop), stop));
        return command;
    }

    internal static Command Restore()
    {
        var from = new Option<string>("--from") { Description = "Folder of one backup", Required = true };
        var command = new Command("restore", "Restore a backup into an empty database and an empty bus (PG_DSN, BUS_URL, NATS_*)") { from };
        command.SetAction((parsed, stop) => RunAsync("restored", async (record, progress) =>
        {
            var folder = parsed.GetValue(from)!;
            return (folder, await record.RestoreAsync(folder, progress, stop));
        }, stop));
        return command;
    }

    static async Task<int> RunAsync(
        string what, Func<RecordBackup, IProgress<BackupProgress>, Task<(string Folder, BackupManifest Manifest)>> run, CancellationToken stop)
    {
        try
        {
            var time = TimeProvider.System;
            await using var bus = await NatsConnection.ConnectAsync(
                OfflineSettings.Bus("kalshi-backup"), time, new Random(Environment.ProcessId), cancellationToken: stop);
            var record = new RecordBackup(OfflineSettings.Database(), bus, time);
            var (folder, manifest) = await BackupProgressView.ShowAsync(progress => run(record, progress));
            Show(what, folder, manifest);
            return 0;
        }
        catch (Exception e) when (e is BackupException or NatsException or Npgsql.NpgsqlException or FormatException or IOException or UnauthorizedAccessException)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{e.Message}[/]");
            return Failed;
        }
    }

    static void Show(string what, string folder, BackupManifest manifest)
    {
        var rows = manifest.Tables.Where(t => t.Key.StartsWith("event_store.events_raw", StringComparison.Ordinal)).Sum(t => t.Value);
        var bytes = manifest.Database.Bytes + manifest.Streams.Sum(s => s.File.Bytes);
        AnsiConsole.MarkupLineInterpolated(
            $"{what} {folder}: {rows} events in {manifest.Tables.Count} tables, {string.Join(", ", manifest.Streams.Select(s => $"{s.Snapshot.Stream} {s.Snapshot.Messages}"))}, {bytes / 1e6:F1} MB");
    }
}
