using Kalshi.Silo.Configuration;
using Kalshi.Silo.Safety;
using Kalshi.Trading;
using Microsoft.Extensions.Configuration;

namespace Kalshi.Silo.Tests.Safety;

public sealed class SafetyOptionsTests
{
    const string Custom = "http://127.0.0.1:1/trade-api/v2";
    const string CustomSocket = "ws://127.0.0.1:1/trade-api/ws/v2";

    [Fact]
    public void Without_a_word_trading_is_on_paper()
    {
        var (safety, faults) = Read();

        Assert.Equal("", faults);
        Assert.Equal((TradingMode.Paper, false, TimeSpan.FromMinutes(5), TimeSpan.Zero), (safety.Mode, safety.RealCapital, safety.Gate.Health.Recovery, safety.Gate.Health.Stage));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("true")]
    [InlineData("no")]
    public void Live_without_the_acceptance_on_the_command_line_does_not_start(string? acceptance)
    {
        var (_, faults) = Read(("TRADING_MODE", "live"), ("KALSHI_ENV", "prod"), (SafetyOptionsReader.Acceptance, acceptance));

        Assert.Contains("TRADING_MODE: live sends orders that cost money; it needs --i-accept-live-orders yes", faults);
    }

    [Theory]
    [InlineData("prod", true)]
    [InlineData("demo", false)]
    public void Only_the_venues_production_is_real_capital(string environment, bool real)
    {
        var (safety, faults) = Read(("TRADING_MODE", "live"), ("KALSHI_ENV", environment), (SafetyOptionsReader.Acceptance, "yes"));

        Assert.Equal("", faults);
        Assert.Equal((TradingMode.Live, real, TimeSpan.FromMinutes(5)), (safety.Mode, safety.RealCapital, safety.Gate.Health.Stage));
    }

    [Fact]
    public void A_replay_is_for_a_venue_that_plays_one()
    {
        Assert.Contains("TRADING_MODE: replay", Read(("TRADING_MODE", "replay"), ("KALSHI_ENV", "prod")).Faults);
        Assert.Equal("", Read(("TRADING_MODE", "replay"), ("KALSHI_REST_URL", Custom), ("KALSHI_WS_URL", CustomSocket)).Faults);
    }

    [Fact]
    public void Live_at_kalshi_has_no_clock_of_its_own() => Assert.Contains(
        "TRADING_MODE: live at Kalshi runs on the wall's clock",
        Read(("TRADING_MODE", "live"), (SafetyOptionsReader.Acceptance, "yes"), ("CLOCK_ORIGIN", "1800000000"), ("CLOCK_ANCHOR", "1800000000")).Faults);

    [Fact]
    public void The_kill_switch_names_scopes_or_everything()
    {
        Assert.Equal(["global"], Read(("KILL_SWITCH", "1")).Safety.KillSwitches);
        Assert.Empty(Read(("KILL_SWITCH", "0")).Safety.KillSwitches);
        Assert.Equal(["venue:kalshi", "series:KXBTC"], Read(("KILL_SWITCH", "venue:kalshi, series:KXBTC")).Safety.KillSwitches);
        Assert.Contains("KILL_SWITCH: 'kalshi' is not 1, global, venue:NAME", Read(("KILL_SWITCH", "kalshi")).Faults);
    }

    [Fact]
    public void Limits_that_contradict_each_other_do_not_start()
    {
        var (safety, faults) = Read(("RISK_ORDER_NOTIONAL", "300"), ("RISK_DAILY_LOSS", "50"));

        Assert.Contains("order.notional: 300.0000 is not at most market.notional 200.0000", faults);
        Assert.Equal("50.0000", safety.Risk.Defaults.DailyLoss.ToString());
    }

    static (SafetyOptions Safety, string Faults) Read(params (string Name, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, s.Value)))
            .Build();
        var knobs = new Knobs(configuration);
        var safety = SafetyOptionsReader.Read(knobs, SiloOptionsReader.Read(knobs));
        try
        {
            knobs.ThrowIfFaulty();
            return (safety, "");
        }
        catch (ConfigurationFaultException e)
        {
            return (safety, e.Message);
        }
    }
}
