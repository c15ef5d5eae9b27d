using System.CommandLine;
using Kalshi.Client.Commands;
using Spectre.Console;

// In a file or a pipe nobody sees a terminal's edge or its colours.
if (Console.IsOutputRedirected)
{
    AnsiConsole.Profile.Width = 240;
    AnsiConsole.Profile.Capabilities.Ansi = false;
}

var root = new RootCommand("The console of a running Kalshi.Orleans silo. Exit codes: 0 done, 1 wrong usage, or a check of files or history that found faults; 2 refused, or nobody answers; 3 a check of the silo is not green; 130 interrupted.");
var session = new Session(root);

root.Subcommands.Add(StatusCommand.Create(session));
root.Subcommands.Add(MarketsCommand.Create(session));
root.Subcommands.Add(BookCommand.Create(session));
root.Subcommands.Add(EdgesCommand.Create(session));
root.Subcommands.Add(OpportunitiesCommand.Create(session));
root.Subcommands.Add(HistoryCommand.Create(session));
root.Subcommands.Add(ExplainCommand.Create(session));
root.Subcommands.Add(PositionsCommand.Create(session));
root.Subcommands.Add(ExecutionsCommand.Create(session));
root.Subcommands.Add(AuditCommand.Create(session));
root.Subcommands.Add(GrainsCommand.Create(session));
root.Subcommands.Add(GateCommand.Halt(session));
root.Subcommands.Add(GateCommand.Pause(session));
root.Subcommands.Add(GateCommand.Release(session));
root.Subcommands.Add(GateCommand.Show(session));
root.Subcommands.Add(LimitsCommand.Create(session));
root.Subcommands.Add(ModeCommand.Create(session));
root.Subcommands.Add(ChecksCommand.Preflight(session));
root.Subcommands.Add(ChecksCommand.Gates(session));
root.Subcommands.Add(EventsCommand.Create(session));
root.Subcommands.Add(OrdersCommand.Orders(session));
root.Subcommands.Add(OrdersCommand.CancelAll(session));
root.Subcommands.Add(OrdersCommand.Flatten(session));
root.Subcommands.Add(ReconcileCommand.Create(session));
root.Subcommands.Add(ConfigCommand.Create(session));
root.Subcommands.Add(HealthCommand.Create(session));
root.Subcommands.Add(WatchCommand.Create(session));
root.Subcommands.Add(BundleCommand.Create(session));
root.Subcommands.Add(ReplayCommand.Create());
root.Subcommands.Add(RunOnceCommand.Create());
root.Subcommands.Add(MigrateCommand.Create());
root.Subcommands.Add(CompletionCommand.Create());
root.Subcommands.Add(DlqCommand.Create(session));
root.Subcommands.Add(SizingCommand.Create(session));
root.Subcommands.Add(VerifyCommand.Create(session));
root.Subcommands.Add(ReportCommand.Create(session));
root.Subcommands.Add(BackupCommand.Backup());
root.Subcommands.Add(BackupCommand.Restore());
root.Subcommands.Add(RecordCommand.Create());
root.Subcommands.Add(SessionsCommand.Create(session));
root.Subcommands.Add(BackfillCommand.Create());
root.Subcommands.Add(GapsCommand.Create(session));

return await root.Parse(args).InvokeAsync();
