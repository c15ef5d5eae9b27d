using Kalshi.Storage;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary>A backup or a restore while it runs: a bar for each part on a terminal, a line for each part that is done elsewhere.</summary>
static class BackupProgressView
{
    internal static Task<T> ShowAsync<T>(Func<IProgress<BackupProgress>, Task<T>> work) =>
        Console.IsOutputRedirected
            ? work(new Heard<BackupProgress>(WriteLine))
            : AnsiConsole.Progress()
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
                .StartAsync(bars => work(new Heard<BackupProgress>(Draw(bars))));

    static void WriteLine(BackupProgress progress)
    {
        if (progress.IsOver)
            AnsiConsole.WriteLine(Describe(progress));
    }

    static Action<BackupProgress> Draw(ProgressContext bars)
    {
        var tasks = new Dictionary<string, ProgressTask>();
        return progress =>
        {
            if (!tasks.TryGetValue(progress.Part, out var task))
                tasks[progress.Part] = task = bars.AddTask(progress.Part);
            task.IsIndeterminate = progress.Of is null;
            // A part with nothing in it is a full bar.
            (task.MaxValue, task.Value) = (Math.Max(1, progress.Of ?? 1), progress.IsOver ? Math.Max(1, progress.Done) : progress.Of is null ? 0 : progress.Done);
            task.Description = Markup.Escape(Describe(progress));
        };
    }

    static string Describe(BackupProgress progress) => progress.Unit == "bytes"
        ? $"{progress.Part}: {progress.Done / 1e6:F1} MB"
        : $"{progress.Part}: {progress.Done} {progress.Unit}";
}
