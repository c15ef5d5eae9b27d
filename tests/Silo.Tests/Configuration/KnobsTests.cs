using Kalshi.Silo.Configuration;
using Microsoft.Extensions.Configuration;

namespace Kalshi.Silo.Tests.Configuration;

public sealed class KnobsTests
{
    [Fact]
    public void Every_fault_is_named_at_once_with_its_range()
    {
        var knobs = Knobs(("EDGE_INTERVAL_SECONDS", "0"), ("EV_MIN", "much"), ("COINBASE_WS_URL", "ftp://x"));
        knobs.Whole("EDGE_INTERVAL_SECONDS", 10, 1, 3600);
        knobs.Number("EV_MIN", 0.03, -1, 1);
        knobs.Address("COINBASE_WS_URL", "wss://a.example", "wss");

        var fault = Assert.Throws<ConfigurationFaultException>(knobs.ThrowIfFaulty);

        Assert.Contains("EDGE_INTERVAL_SECONDS: '0' is not a whole number from 1 to 3600", fault.Message);
        Assert.Contains("EV_MIN: 'much' is not a number from -1 to 1", fault.Message);
        Assert.Contains("COINBASE_WS_URL: 'ftp://x' is not an address with wss", fault.Message);
    }

    [Fact]
    public void A_name_of_ours_that_nobody_reads_is_a_fault()
    {
        var knobs = Knobs(("SIGMA_LOOKBAK", "1"), ("PATH", "/bin"), ("KALSHI_RECORDINGS", "x"), ("HOME", "/"));
        knobs.Whole("SIGMA_MIN_POINTS", 10, 1, 100);

        var fault = Assert.Throws<ConfigurationFaultException>(knobs.ThrowIfFaulty);

        Assert.Contains("SIGMA_LOOKBAK: no such setting", fault.Message);
        Assert.DoesNotContain("PATH", fault.Message);
        Assert.DoesNotContain("KALSHI_RECORDINGS", fault.Message);
    }

    [Fact]
    public void A_slip_of_the_finger_is_told_what_was_meant()
    {
        var knobs = Knobs(("MAX_OPEN_POSITION", "1"));
        knobs.Whole("MAX_OPEN_POSITIONS", 1, 0, 10);

        var fault = Assert.Throws<ConfigurationFaultException>(knobs.ThrowIfFaulty);

        Assert.Contains("MAX_OPEN_POSITION: no such setting; is MAX_OPEN_POSITIONS meant?", fault.Message);
    }

    [Fact]
    public void What_was_set_is_told_from_what_is_default()
    {
        var knobs = Knobs(("CONTRACTS", "5"));
        knobs.Whole("CONTRACTS", 1, 1, 1_000_000);
        knobs.Number("EV_MIN", 0.03, -1, 1);

        Assert.Equal(
            [new("CONTRACTS", "5", "1 to 1000000", true), new KnobReading("EV_MIN", "0.03", "-1 to 1", false)],
            knobs.Readings);
    }

    [Theory]
    [InlineData("OPERATIONS_TOKEN", "abc", "***")]
    [InlineData("KALSHI_PRIVATE_KEY", "-----BEGIN", "***")]
    [InlineData("KALSHI_PRIVATE_KEY_PATH", "/keys/k.pem", "/keys/k.pem")]
    [InlineData("BUS_URL", "nats://silo:s3cret@bus:4222", "nats://silo:***@bus:4222")]
    [InlineData("PG_DSN", "Host=db;Username=silo;Password=s3cret;Database=kalshi", "Host=db;Username=silo;Password=***;Database=kalshi")]
    [InlineData("PG_DSN", "postgresql://silo:s3cret@db/kalshi", "postgresql://silo:***@db/kalshi")]
    public void Secrets_are_masked(string name, string value, string shown)
    {
        var knobs = Knobs((name, value));
        knobs.Optional(name);

        Assert.Equal(shown, Assert.Single(knobs.Readings).Value);
    }

    static Knobs Knobs(params (string Name, string Value)[] settings) => new(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => (string?)s.Value))
        .Build());
}
