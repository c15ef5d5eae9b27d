using Kalshi.Grains.Events;
using Kalshi.Grains.Gate;
using Kalshi.Grains.Tests.Hosting;
using Kalshi.Trading.NoTrade;

namespace Kalshi.Grains.Tests.Gate;

/// <summary>The global gate under the samples of the health watch.</summary>
public sealed class GateHealthTests
{
    const long StartTs = 1_800_000_000;

    readonly MemoryStore _store = new();
    readonly MemoryRecord _record = new();
    readonly SettableTime _time = new(StartTs);

    // Every metric exactly at its limit, where it is healthy.
    HealthSample Healthy => new(_time.NowTs * 1000, 60, 10, 30, 10, 30, 80, true, true, true);

    public static TheoryData<string, Func<HealthSample, HealthSample>, int> Triggers => new()
    {
        { "snapshot_age", s => s with { SnapshotAge = 60.001 }, 0 },
        { "spot_age", s => s with { SpotAge = 10.001 }, 0 },
        { "quote_age", s => s with { QuoteAge = 30.001 }, 0 },
        { "state_builder_lag", s => s with { StateBuilderLag = 10.001 }, 30 },
        { "persistence_lag", s => s with { PersistenceLag = 30.001 }, 60 },
        { "quote_coverage", s => s with { QuoteCoveragePct = 79.99 }, 60 },
        { "risk_service", s => s with { RiskServiceAvailable = false }, 0 },
        { "rest_budget", s => s with { RestBudgetAvailable = false }, 0 },
        { "bus_publish", s => s with { BusPublishing = false }, 0 },
        { "spot_age", s => s with { SpotAge = null }, 0 },
        { "quote_age", s => s with { QuoteAge = double.NaN }, 0 },
        { "quote_coverage", s => s with { QuoteCoveragePct = -1 }, 60 },
    };

    [Theory]
    [MemberData(nameof(Triggers))]
    public async Task Entries_stop_in_the_second_in_which_a_breach_was_borne_long_enough(string code, Func<HealthSample, HealthSample> wound, int borne)
    {
        await using var grains = await OpenAsync();
        for (var second = 0; second < borne; second++)
            await ObserveAsync(grains, wound);
        Assert.Equal(GateMode.Active, (await grains.Gate.ViewAsync()).Mode);

        await ObserveAsync(grains, wound);

        var view = await grains.Gate.ViewAsync();
        Assert.Equal(GateMode.Reducing, view.Mode);
        var reason = Assert.Single(view.Reasons);
        Assert.Equal((code, StartTs + 1), (reason.Code, reason.SinceTs));
        Assert.Contains("everything healthy for 300 s", reason.ClearedBy, StringComparison.Ordinal);
        var raised = _record.Of<OperatorAction>()[^1];
        Assert.Equal(("raise", "system"), (raised.Action, raised.Actor));
        Assert.StartsWith(code + ": ", raised.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_come_back_after_five_healthy_minutes_and_not_a_second_earlier_and_the_countdown_says_so()
    {
        await using var grains = await OpenAsync();
        await ObserveAsync(grains, s => s with { SpotAge = 11 });
        Assert.Null((await grains.Gate.ViewAsync()).EntriesBackTs);
        await ObserveAsync(grains);
        var healthyTs = _time.NowTs;
        Assert.Equal(healthyTs + 300, (await grains.Gate.ViewAsync()).EntriesBackTs);
        for (var second = 1; second < 300; second++)
            await ObserveAsync(grains);
        Assert.Equal(GateMode.Reducing, (await grains.Gate.ViewAsync()).Mode);

        await ObserveAsync(grains);

        Assert.Equal((GateMode.Active, healthyTs + 300), ((await grains.Gate.ViewAsync()).Mode, _time.NowTs));
        Assert.Equal(("clear", "recovered: spot_age"), (_record.Of<OperatorAction>()[^1].Action, _record.Of<OperatorAction>()[^1].Reason));
    }

    [Fact]
    public async Task A_relapse_starts_the_five_minutes_anew()
    {
        await using var grains = await OpenAsync();
        await ObserveAsync(grains, s => s with { SpotAge = 11 });
        for (var second = 0; second < 290; second++)
            await ObserveAsync(grains);
        await ObserveAsync(grains, s => s with { PersistenceLag = 31 });
        for (var second = 0; second < 290; second++)
            await ObserveAsync(grains);

        Assert.Equal(GateMode.Reducing, (await grains.Gate.ViewAsync()).Mode);
    }

    [Fact]
    public async Task A_restart_in_the_middle_neither_forgets_nor_shortens_a_recovery()
    {
        await using (var grains = await OpenAsync())
        {
            await ObserveAsync(grains, s => s with { SpotAge = 11 });
            for (var second = 0; second < 200; second++)
                await ObserveAsync(grains);
        }
        _time.Skip(60);
        await using (var grains = await StartAsync())
        {
            var view = await grains.Gate.ViewAsync();
            Assert.Equal(GateMode.Reducing, view.Mode);
            Assert.Contains("spot_age", view.Reasons.Select(r => r.Code));
            await ObserveAsync(grains);
            Assert.Equal(_time.NowTs + 300, (await grains.Gate.ViewAsync()).EntriesBackTs);
        }
    }

    [Fact]
    public async Task A_restart_while_open_opens_again_with_the_first_healthy_observation()
    {
        await using (await OpenAsync())
            _time.Skip(1);
        await using var grains = await StartAsync();
        Assert.Equal(GateMode.Reducing, (await grains.Gate.ViewAsync()).Mode);

        await ObserveAsync(grains);

        Assert.Equal(GateMode.Active, (await grains.Gate.ViewAsync()).Mode);
    }

    [Fact]
    public async Task Nothing_is_entered_before_health_was_seen()
    {
        await using var grains = await StartAsync();

        var view = await grains.Gate.ViewAsync();

        Assert.Equal((GateMode.Reducing, "health_unobserved"), (view.Mode, view.Reasons[0].Code));
    }

    [Fact]
    public async Task When_nobody_watches_any_more_the_gate_closes_by_itself()
    {
        await using var grains = await OpenAsync();
        _time.Skip(15);
        Assert.Equal(GateMode.Active, (await grains.Gate.ViewAsync()).Mode);

        _time.Skip(1);

        var view = await grains.Gate.ViewAsync();
        Assert.Equal((GateMode.Reducing, "health_unobserved"), (view.Mode, Assert.Single(view.Reasons).Code));
    }

    [Fact]
    public async Task Health_opens_nothing_that_an_operator_or_a_cause_keeps_closed()
    {
        await using var grains = await OpenAsync();
        await grains.Gate.RaiseAsync(GateCauses.Mismatch("one contract more"));
        await ObserveAsync(grains);
        Assert.Equal(GateMode.Reducing, (await grains.Gate.ViewAsync()).Mode);
        await grains.Gate.HaltAsync("ada", "drill");
        await ObserveAsync(grains);

        Assert.Equal(GateMode.Halted, (await grains.Gate.ViewAsync()).Mode);
    }

    [Fact]
    public async Task What_closes_while_nothing_can_be_recorded_is_recorded_as_soon_as_that_is_possible()
    {
        await using var grains = await OpenAsync();
        _record.Outage = new IOException("no bus");
        await ObserveAsync(grains, s => s with { BusPublishing = false });
        Assert.Equal(GateMode.Reducing, (await grains.Gate.ViewAsync()).Mode);
        _record.Outage = null;

        await ObserveAsync(grains);

        Assert.StartsWith("bus_publish: ", _record.Of<OperatorAction>()[^1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_recorded_does_not_open()
    {
        await using var grains = await StartAsync();
        _record.Outage = new IOException("no bus");
        await ObserveAsync(grains);
        Assert.Equal(GateMode.Reducing, (await grains.Gate.ViewAsync()).Mode);
        _record.Outage = null;

        await ObserveAsync(grains);

        Assert.Equal(GateMode.Active, (await grains.Gate.ViewAsync()).Mode);
    }

    [Fact]
    public async Task In_the_last_stage_of_a_recovery_takes_are_shadows()
    {
        var options = new TradingGateOptions { Health = new NoTradeLimits { Recovery = TimeSpan.FromSeconds(5), Stage = TimeSpan.FromSeconds(5) } };
        await using var grains = await OpenAsync(options);
        await ObserveAsync(grains, s => s with { SpotAge = 11 });
        for (var second = 0; second <= 5; second++)
            await ObserveAsync(grains);

        var verdict = await TradingGates.AdmitAsync(grains.Factory, "kalshi", "KXBTC", "edge", reducesExposure: false);

        Assert.Equal((false, true), (verdict.Admitted, verdict.ShadowOnly));
        for (var second = 0; second < 5; second++)
            await ObserveAsync(grains);
        Assert.Equal(GateMode.Active, (await grains.Gate.ViewAsync()).Mode);
    }

    [Fact]
    public async Task Only_the_global_gate_has_a_health_and_none_comes_from_the_future()
    {
        await using var grains = await StartAsync();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => grains.Factory.GetGrain<ITradingGateGrain>("venue:kalshi").ObserveAsync(Healthy));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => grains.Gate.ObserveAsync(Healthy with { AtMs = (StartTs + 60) * 1000 }));
    }

    async Task<GrainsUnderTest> OpenAsync(TradingGateOptions? options = null)
    {
        var grains = await StartAsync(options);
        await grains.Gate.ObserveAsync(Healthy);
        Assert.Equal(GateMode.Active, (await grains.Gate.ViewAsync()).Mode);
        return grains;
    }

    /// <summary>A second later, what the watch sees.</summary>
    Task ObserveAsync(GrainsUnderTest grains, Func<HealthSample, HealthSample>? wound = null)
    {
        _time.Skip(1);
        return grains.Gate.ObserveAsync((wound ?? (s => s))(Healthy));
    }

    Task<GrainsUnderTest> StartAsync(TradingGateOptions? options = null) =>
        GrainsUnderTest.StartAsync(_store, _record, _time, gate: options ?? new TradingGateOptions());
}
