using System.Text.RegularExpressions;

namespace Kalshi.Venues.Tests;

public partial class The_table_of_pains
{
    static readonly string Root = Repository();

    [Fact]
    public void All_fifteen_have_a_remedy_and_a_test()
    {
        var rows = Rows();
        Assert.Equal(Enumerable.Range(1, 15), rows.Select(row => int.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(rows, row => Assert.True(row[3].Trim().Length > 0 && Name().Count(row[4]) > 0, $"pain {row[1]} has no remedy or no test"));
    }

    [Fact]
    public void Every_test_that_it_names_exists()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Root, "tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        var missing = Rows().SelectMany(row => Name().Matches(row[4])).Select(match => match.Groups[1].Value)
            .Where(name => !sources.Any(source => source.Contains($" {name}(", StringComparison.Ordinal))).ToList();
        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    static List<string[]> Rows() =>
        [.. File.ReadLines(Path.Combine(Root, "docs", "pains.md")).Where(line => Row().IsMatch(line)).Select(line => line.Split('|'))];

    static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Kalshi.Orleans.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"no Kalshi.Orleans.sln above {AppContext.BaseDirectory}");
    }

    [GeneratedRegex("^\\| +[0-9]+ ")]
    private static partial Regex Row();

    [GeneratedRegex("`([A-Za-z0-9_]+)`")]
    private static partial Regex Name();
}
