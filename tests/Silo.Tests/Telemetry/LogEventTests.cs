using System.Text.RegularExpressions;

namespace Kalshi.Silo.Tests.Telemetry;

/// <summary>Whoever searches the log by an event's number finds one kind of line.</summary>
public sealed partial class LogEventTests
{
    [Fact]
    public void Every_kind_of_log_line_has_a_number_of_its_own()
    {
        var numbers = Directory.EnumerateFiles(Repository.File("src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Number().Matches(File.ReadAllText(file)).Select(m => (Number: m.Groups[1].Value, File: Path.GetFileName(file))))
            .ToLookup(line => line.Number, line => line.File);

        Assert.True(numbers.Count > 50, $"only {numbers.Count} found");
        Assert.Empty(numbers.Where(files => files.Count() > 1).Select(files => $"{files.Key}: {string.Join(", ", files)}"));
    }

    [GeneratedRegex(@"LoggerMessage\((\d+)")]
    private static partial Regex Number();
}
