using System.Text.RegularExpressions;

namespace Kalshi.Silo.Tests.Operations;

/// <summary>What the page can, the console can: each address that the page asks is asked by a command as well.</summary>
public sealed partial class ConsoleCoversPageTests
{
    [Fact]
    public void Every_question_of_the_page_is_one_of_the_console()
    {
        var page = Addresses("src/Page/src", "*.js*");
        var console = Addresses("src/Client", "*.cs");

        Assert.Contains("api/dlq", page);
        Assert.Equal([], page.Except(console).Except(["api/live"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_verb_of_the_page_is_one_of_the_console()
    {
        var verbs = Verbs().Matches(File.ReadAllText(Repository.File("src/Page/src/panels/gate.jsx"))).Select(m => m.Groups[1].Value).ToArray();
        var console = string.Concat(Directory.GetFiles(Repository.File("src/Client/Commands"), "*.cs").Select(File.ReadAllText));

        Assert.Equal(["halt", "pause", "release", "cancel-all", "flatten"], verbs);
        Assert.All([.. verbs, "replay", "ack"], verb => Assert.Contains($"\"{verb}\"", console, StringComparison.Ordinal));
    }

    /// <summary>Without what is filled in and what is asked of them; all types of events have one.</summary>
    static HashSet<string> Addresses(string folder, string files) =>
        [.. Directory.GetFiles(Repository.File(folder), files, SearchOption.AllDirectories)
            .SelectMany(file => Address().Matches(File.ReadAllText(file))).Select(m => m.Groups[1].Value.TrimEnd('/'))
            .Select(address => address.StartsWith("api/events/", StringComparison.Ordinal) ? "api/events" : address)];

    [GeneratedRegex(@"['""`]/?(api/[a-z_/-]+)")]
    private static partial Regex Address();

    [GeneratedRegex(@"data-verb=""([a-z-]+)""")]
    private static partial Regex Verbs();
}
