using System.Text.RegularExpressions;
using Kalshi.Silo.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kalshi.Silo.Tests.Configuration;

/// <summary>docs/configuration.md tells of every setting, and of none that is not there.</summary>
public sealed partial class ConfigurationDocumentTests
{
    [Fact]
    public void Every_setting_is_in_the_document_and_every_documented_setting_is_read()
    {
        var documented = Names().Matches(File.ReadAllText(Repository.File("docs/configuration.md"))).Select(m => m.Groups[1].Value);

        var knobs = new Knobs(new ConfigurationBuilder().Build());
        SiloProcess.ReadSettings(knobs, new ServiceCollection());

        Assert.Equal(knobs.Readings.Select(r => r.Name).Order(StringComparer.Ordinal), documented.Distinct().Order(StringComparer.Ordinal));
    }

    // The names in a table's first column.
    [GeneratedRegex(@"(?<=^\|[^|]*)`([A-Z][A-Z0-9_]+)`", RegexOptions.Multiline)]
    private static partial Regex Names();
}
