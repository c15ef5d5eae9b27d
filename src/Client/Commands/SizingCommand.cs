using System.CommandLine;
using System.Globalization;
using Kalshi.Bus.Sizing;
using Kalshi.Client.Recordings;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi sizing RECORDING</c>: what the streams need, from what was really measured. No silo is asked.</summary>
static class SizingCommand
{
    const int Refused = 2;
    const double Gigabyte = 1 << 30;

    internal static Command Create(Session session)
    {
        var recordings = new Argument<string[]>("recording") { Description = "Recordings, or folders of them (.jsonl, .csv, .gz)", Arity = ArgumentArity.OneOrMore };
        var markets = new Option<int>("--markets") { Description = "Markets watched at once, where the recording has one", DefaultValueFactory = _ => 1 };
        var retention = new Option<int>("--retention-hours") { Description = "How long the streams keep events", DefaultValueFactory = _ => 168 };
        var interval = new Option<int>("--edge-interval") { Description = "Seconds between two edge ticks", DefaultValueFactory = _ => 10 };
        var replicas = new Option<int>("--replicas") { Description = "Copies of each stream", DefaultValueFactory = _ => 1 };
        foreach (var option in (Option<int>[])[markets, retention, interval, replicas])
        {
            option.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<int>() is < 1 or > 1_000_000)
                    result.AddError($"{option.Name} must be 1 to 1000000");
            });
        }
        var command = new Command("sizing", "What the streams need on disk, measured on recordings (seed 000, section 7.3)") { recordings, markets, retention, interval, replicas };
        command.SetAction(parsed => Run(
            parsed.GetValue(recordings)!,
            new()
            {
                Markets = parsed.GetValue(markets),
                Retention = TimeSpan.FromHours(parsed.GetValue(retention)),
                DeadLetterRetention = 2 * TimeSpan.FromHours(parsed.GetValue(retention)),
                EdgeInterval = TimeSpan.FromSeconds(parsed.GetValue(interval)),
                Replicas = parsed.GetValue(replicas),
            },
            rows => session.TryPrint(parsed, rows)));
        return command;
    }

    static int Run(string[] paths, SizingAssumptions assumptions, Func<IReadOnlyList<SizingRow>, bool> print)
    {
        var sizing = new StreamSizing();
        var reader = new RecordingReader(sizing);
        foreach (var path in paths)
        {
            var files = RecordingReader.FilesOf(path);
            if (files.Count == 0)
                return Refuse($"{path}: no recording there");
            try
            {
                foreach (var file in files)
                    reader.Read(file);
            }
            catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                return Refuse($"{path}: {e.Message}");
            }
        }
        if (reader.Events == 0)
            return Refuse($"no event in the recording{(reader.FirstFault is { } fault ? $"; first fault: {fault}" : "")}");

        var rows = sizing.Rows(assumptions);
        if (!print(rows))
            Render(rows, reader);
        return 0;
    }

    static void Render(IReadOnlyList<SizingRow> rows, RecordingReader reader)
    {
        var table = Show.Table("Sizing", "stream / event type", ">sustained /s", ">peak /s", ">payload bytes", ">stored bytes", ">retention h", ">disk GiB", "from");
        foreach (var row in rows)
        {
            table.AddRow(
                Markup.Escape(row.Subjects), Number(row.SustainedRate, "0.####"), Number(row.PeakRate, "0.##"), Number(row.PayloadBytes, "0"), Number(row.StoredBytes, "0"),
                Number(row.RetentionHours, "0"), Number(row.DiskBytes / Gigabyte, "0.000"), Markup.Escape(row.Basis));
        }
        table.AddRow("[bold]together[/]", Number(rows.Sum(r => r.SustainedRate), "0.####"), "", "", "", "", Number(rows.Sum(r => r.DiskBytes) / Gigabyte, "0.000"), "");
        AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{reader.Events} events, {reader.Others} lines without one, {reader.Unreadable} unreadable{(reader.FirstFault is { } fault ? $" (first: {fault})" : "")}");
    }

    static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    static int Refuse(string reason)
    {
        AnsiConsole.MarkupLineInterpolated($"[red]{reason}[/]");
        return Refused;
    }
}
