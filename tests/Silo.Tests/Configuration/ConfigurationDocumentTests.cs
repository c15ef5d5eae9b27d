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

    /// <summary>Seed 000, section 7.2, and strategy.md, section 12.</summary>
    [Theory]
    [InlineData("EV_MIN", "0.03")]
    [InlineData("NO_NEW_ENTRIES_LAST_SECONDS", "120")]
    [InlineData("MAX_OPEN_POSITIONS", "1")]
    [InlineData("COINBASE_WS_URL", "wss://advanced-trade-ws.coinbase.com")]
    [InlineData("COINBASE_PRODUCT_ID", "BTC-USD")]
    [InlineData("COINBASE_STALE_SECONDS", "10")]
    [InlineData("KALSHI_ENV", "demo")]
    [InlineData("KALSHI_REST_URL", null)]
    [InlineData("KALSHI_WS_URL", null)]
    [InlineData("KALSHI_API_KEY_ID", null)]
    [InlineData("KALSHI_PRIVATE_KEY_PATH", null)]
    [InlineData("BUS_URL", "nats://127.0.0.1:4222")]
    [InlineData("BUS_STREAM_RETENTION_HOURS", "168")]
    [InlineData("PG_DSN", null)]
    [InlineData("PG_POOL_MIN", "2")]
    [InlineData("PG_POOL_MAX", "10")]
    [InlineData("PG_STATEMENT_TIMEOUT_MS", "5000")]
    [InlineData("SIGMA_LOOKBACK_SECONDS", "3900")]
    [InlineData("SIGMA_RESAMPLE_SECONDS", "5")]
    [InlineData("SIGMA_EWMA_LAMBDA", "0.94")]
    [InlineData("QUOTE_FRESHNESS_SECONDS", "300")]
    [InlineData("MAX_HORIZON_SECONDS", "21600")]
    public void The_references_settings_keep_their_names_and_defaults(string name, string? standard)
    {
        var knobs = new Knobs(new ConfigurationBuilder().Build());
        SiloProcess.ReadSettings(knobs, new ServiceCollection());

        var reading = Assert.Single(knobs.Readings, reading => reading.Name == name);

        if (standard is not null)
            Assert.Equal(standard, reading.Value);
    }

    [Fact]
    public void A_setting_of_the_reference_that_means_nothing_here_is_an_error_and_is_documented()
    {
        var document = File.ReadAllText(Repository.File("docs/configuration.md"));

        foreach (var (name, instead) in RetiredKnobs.Successors)
        {
            var knobs = new Knobs(new ConfigurationBuilder().AddInMemoryCollection([new(name, "1")]).Build());

            var fault = Assert.Throws<ConfigurationFaultException>(knobs.ThrowIfFaulty);

            Assert.Contains($"{name}: means nothing here; instead: {instead}", fault.Message, StringComparison.Ordinal);
            Assert.Contains($"| {name} |", document, StringComparison.Ordinal);
        }
    }

    // The names in a table's first column.
    [GeneratedRegex(@"(?<=^\|[^|]*)`([A-Z][A-Z0-9_]+)`", RegexOptions.Multiline)]
    private static partial Regex Names();
}
