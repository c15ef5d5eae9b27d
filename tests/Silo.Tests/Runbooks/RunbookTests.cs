using System.Text.RegularExpressions;

namespace Kalshi.Silo.Tests.Runbooks;

/// <summary>Every alert leads to a page that names it, and every page is reached by an alert that exists.</summary>
public sealed partial class RunbookTests
{
    static readonly string Folder = Repository.File("docs/runbooks");

    [Fact]
    public void Every_alert_links_to_a_page_that_names_it()
    {
        foreach (var (alert, page) in Alerts())
        {
            Assert.True(File.Exists(Repository.File(page)), $"{alert} links to {page}");
            Assert.Contains(alert, NamedBy(Repository.File(page)));
        }
    }

    [Fact]
    public void Every_page_names_alerts_that_exist()
    {
        var known = Alerts().Select(a => a.Alert).ToHashSet();
        foreach (var page in Directory.GetFiles(Folder, "*.md").Where(p => Path.GetFileName(p) != "README.md"))
        {
            // A page for a drill says that it has none.
            Assert.NotEmpty(NamedBy(page));
            Assert.All(NamedBy(page), alert => Assert.True(known.Contains(alert) || alert == "none", $"{page}: {alert}"));
        }
    }

    [Fact]
    public void The_list_of_pages_is_complete()
    {
        var listed = Links().Matches(File.ReadAllText(Path.Combine(Folder, "README.md"))).Select(m => m.Groups[1].Value).Distinct();

        Assert.Equal(
            Directory.GetFiles(Folder, "*.md").Select(p => Path.GetFileName(p)).Where(p => p != "README.md").Order(StringComparer.Ordinal),
            listed.Order(StringComparer.Ordinal));
    }

    static IEnumerable<(string Alert, string Page)> Alerts() =>
        Directory.GetFiles(Repository.File("deploy/prometheus/rules")).SelectMany(file =>
            AlertWithRunbook().Matches(File.ReadAllText(file)).Select(m => (m.Groups[1].Value, m.Groups[2].Value)));

    static string[] NamedBy(string page)
    {
        var line = AlertLine().Match(File.ReadAllText(page));
        return line.Success ? [.. line.Groups[1].Value.Split(';')[0].Split([',', '\n', ' ', '.'], StringSplitOptions.RemoveEmptyEntries)] : [];
    }

    [GeneratedRegex(@"- alert: (\w+)\n(?:(?!- alert:)[\s\S])*?runbook: (\S+)")]
    private static partial Regex AlertWithRunbook();

    [GeneratedRegex(@"^\*\*Alert:\*\* ([^*]+?)\n\n", RegexOptions.Multiline)]
    private static partial Regex AlertLine();

    [GeneratedRegex(@"\]\(([a-z0-9-]+\.md)\)")]
    private static partial Regex Links();
}
