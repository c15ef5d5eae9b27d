namespace Kalshi.Silo.Tests.Evidence;

/// <summary>The rules that <c>tests/mutations/run</c> breaks on purpose are still where it looks for them.</summary>
public sealed class MutationTests
{
    public static TheoryData<string> Mutations =>
        [.. Directory.EnumerateFiles(Repository.File("tests/mutations"), "*.mutation").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Mutations))]
    public void Every_mutation_fits_its_file_exactly_once(string mutation)
    {
        var text = File.ReadAllText(Repository.File(Path.Combine("tests/mutations", mutation)));
        var file = text.Split('\n').Single(line => line.StartsWith("file: ", StringComparison.Ordinal))["file: ".Length..];
        var unbroken = text.Split("<<<<<<<\n")[1].Split("\n=======")[0];

        Assert.Equal(2, File.ReadAllText(Repository.File(file)).Split(unbroken).Length);
    }
}
