using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Kalshi.Client.Api;
using Kalshi.Client.Reports;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi report daily|model|opportunities|all</c>: what it came to, in the terminal or as a page.</summary>
static class ReportCommand
{
    static readonly (string Name, string Description, Func<JsonElement, Report> Of)[] Reports =
    [
        ("daily", "P&L and scores by day of settlement", DailyReport.Of),
        ("model", "Calibration and Brier scores of the probabilities", ModelReport.Of),
        ("opportunities", "What was expected of decisions against what came of them", OpportunitiesReport.Of),
    ];

    internal static Command Create(Session session)
    {
        var command = new Command("report", "What became of it, from settled markets");
        foreach (var (name, description, of) in Reports)
        {
            command.Subcommands.Add(One(session, name, description, (silo, days, stop) => silo.GetAsync(Path(name, days), stop), answer => [of(answer)]));
        }
        command.Subcommands.Add(One(
            session, "all", "All of them",
            AllAsync,
            answer => [.. Reports.Select(report => report.Of(answer.GetProperty(report.Name)))]));
        return command;
    }

    static Command One(
        Session session, string name, string description, Func<OperationsClient, int, CancellationToken, Task<JsonElement>> ask,
        Func<JsonElement, IReadOnlyList<Report>> of)
    {
        var days = new Option<int>("--days") { Description = "Markets settled within so many days, today included", DefaultValueFactory = _ => 30 };
        var html = new Option<string?>("--html") { Description = "Write a page with plots to this file as well" };
        var command = new Command(name, description) { days, html };
        (int Days, string? Html) wanted = default;
        session.Run(
            command,
            (silo, parsed, stop) =>
            {
                wanted = (parsed.GetValue(days), parsed.GetValue(html));
                return ask(silo, wanted.Days, stop);
            },
            answer => Show(of(answer), wanted.Days, wanted.Html));
        return command;
    }

    static async Task<JsonElement> AllAsync(OperationsClient silo, int days, CancellationToken stop)
    {
        var answers = new Dictionary<string, JsonElement>();
        foreach (var (name, _, _) in Reports)
            answers[name] = await silo.GetAsync(Path(name, days), stop);
        return JsonSerializer.SerializeToElement(answers);
    }

    static void Show(IReadOnlyList<Report> reports, int days, string? html)
    {
        if (reports.All(report => report.Tables.All(table => table.Rows.Count == 0)))
            AnsiConsole.MarkupLineInterpolated($"[grey]no market that settled within {days} days is scored yet[/]");
        foreach (var table in reports.SelectMany(report => report.Tables).Where(table => table.Rows.Count > 0))
        {
            var shown = Commands.Show.Table(Markup.Escape(table.Title), [.. table.Columns.Select(Markup.Escape)]);
            foreach (var row in table.Rows)
                shown.AddRow([.. row.Select(Markup.Escape)]);
            AnsiConsole.Write(shown);
        }
        if (html is null)
            return;
        try
        {
            File.WriteAllText(html, HtmlPage.Render(string.Create(CultureInfo.InvariantCulture, $"Markets that settled within {days} days"), reports));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OperationsException($"{html}: {e.Message}");
        }
        AnsiConsole.MarkupLineInterpolated($"[grey]written: {html}[/]");
    }

    static string Path(string name, int days) => string.Create(CultureInfo.InvariantCulture, $"api/report/{name}?days={days}");
}
