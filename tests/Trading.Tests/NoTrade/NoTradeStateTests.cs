using Kalshi.Trading.NoTrade;

namespace Kalshi.Trading.Tests.NoTrade;

public sealed class NoTradeStateTests
{
    static readonly DateTimeOffset Start = new(2026, 5, 11, 12, 0, 0, TimeSpan.Zero);
    static readonly NoTradeLimits Limits = new();

    static HealthObservation Healthy(double second) => new(
        Start.AddSeconds(second), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30),
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), 80.0, true, true, true);

    static NoTradeState Open => NoTradeState.Initial.Observe(Healthy(0), Limits);

    /// <summary>Observes every five seconds from <paramref name="from"/> to <paramref name="to"/>.</summary>
    static NoTradeState Watch(NoTradeState state, double from, double to, Func<HealthObservation, HealthObservation>? change = null)
    {
        for (var second = from; second <= to; second += 5)
            state = state.Observe((change ?? (o => o))(Healthy(second)), Limits);
        return state;
    }

    public static TheoryData<NoTradeTrigger, double> BorneSeconds => new()
    {
        { NoTradeTrigger.SnapshotAge, 0 },
        { NoTradeTrigger.SpotAge, 0 },
        { NoTradeTrigger.QuoteAge, 0 },
        { NoTradeTrigger.StateBuilderLag, 30 },
        { NoTradeTrigger.PersistenceLag, 60 },
        { NoTradeTrigger.QuoteCoverage, 60 },
        { NoTradeTrigger.RiskService, 0 },
        { NoTradeTrigger.RestBudget, 0 },
        { NoTradeTrigger.BusPublish, 0 },
    };

    internal static HealthObservation Break(NoTradeTrigger trigger, HealthObservation o) => trigger switch
    {
        NoTradeTrigger.SnapshotAge => o with { SnapshotAge = TimeSpan.FromSeconds(60.001) },
        NoTradeTrigger.SpotAge => o with { SpotAge = TimeSpan.FromSeconds(10.001) },
        NoTradeTrigger.QuoteAge => o with { QuoteAge = TimeSpan.FromSeconds(30.001) },
        NoTradeTrigger.StateBuilderLag => o with { StateBuilderLag = TimeSpan.FromSeconds(10.001) },
        NoTradeTrigger.PersistenceLag => o with { PersistenceLag = TimeSpan.FromSeconds(30.001) },
        NoTradeTrigger.QuoteCoverage => o with { QuoteCoveragePct = 79.99 },
        NoTradeTrigger.RiskService => o with { RiskServiceAvailable = false },
        NoTradeTrigger.RestBudget => o with { RestBudgetAvailable = false },
        _ => o with { BusPublishing = false },
    };

    [Fact]
    public void Metrics_exactly_at_their_limits_are_healthy() => Assert.True(Open.EntriesAllowed);

    [Fact]
    public void Nothing_is_entered_before_everything_was_healthy_once()
    {
        Assert.False(NoTradeState.Initial.EntriesAllowed);
        var waiting = NoTradeState.Initial.Observe(Healthy(0) with { SpotAge = null }, Limits);
        Assert.False(waiting.EntriesAllowed);
        Assert.Equal("spot age unknown", Assert.Single(waiting.Causes).Reason);
        Assert.True(waiting.Observe(Healthy(1), Limits).EntriesAllowed);
    }

    [Theory]
    [MemberData(nameof(BorneSeconds))]
    public void Entries_stop_exactly_when_a_breach_was_borne_long_enough(NoTradeTrigger trigger, double borne)
    {
        var state = Watch(Open, 100, 100 + borne - 5, o => Break(trigger, o));
        Assert.True(state.EntriesAllowed);
        state = state.Observe(Break(trigger, Healthy(100 + borne)), Limits);
        Assert.False(state.EntriesAllowed);
        var cause = Assert.Single(state.Causes);
        Assert.Equal(trigger, cause.Trigger);
        Assert.Equal(Start.AddSeconds(100), cause.Since);
        Assert.Null(cause.Until);
        Assert.NotEmpty(cause.ClearedBy);
    }

    [Fact]
    public void A_borne_breach_that_heals_in_time_starts_over()
    {
        var state = Watch(Open, 100, 125, o => Break(NoTradeTrigger.StateBuilderLag, o)).Observe(Healthy(129), Limits);
        state = Watch(state, 130, 155, o => Break(NoTradeTrigger.StateBuilderLag, o));
        Assert.True(state.EntriesAllowed);
    }

    [Fact]
    public void Entries_come_back_after_five_healthy_minutes_and_not_a_second_earlier()
    {
        var stopped = Open.Observe(Break(NoTradeTrigger.SpotAge, Healthy(1)), Limits);
        var healing = Watch(stopped, 5, 300);
        Assert.False(healing.EntriesAllowed);
        Assert.Equal(Start.AddSeconds(305), healing.ReopensAt(Limits));
        Assert.Equal(Start.AddSeconds(5), Assert.Single(healing.Causes).Until);
        Assert.False(healing.Observe(Healthy(304.999), Limits).EntriesAllowed);
        var open = healing.Observe(Healthy(305), Limits);
        Assert.True(open.EntriesAllowed);
        Assert.Empty(open.Causes);
    }

    [Fact]
    public void Any_breach_even_a_borne_one_restarts_the_recovery()
    {
        var healing = Watch(Open.Observe(Break(NoTradeTrigger.SpotAge, Healthy(1)), Limits), 5, 290);
        var relapsed = healing.Observe(Break(NoTradeTrigger.PersistenceLag, Healthy(295)), Limits);
        Assert.Null(relapsed.ReopensAt(Limits));
        Assert.False(Watch(relapsed, 300, 595).EntriesAllowed);
        Assert.True(Watch(relapsed, 300, 600).EntriesAllowed);
    }

    [Fact]
    public void Time_that_nobody_watched_is_not_healthy_time()
    {
        var healing = Open.Observe(Break(NoTradeTrigger.SpotAge, Healthy(1)), Limits).Observe(Healthy(5), Limits);
        Assert.False(healing.Observe(Healthy(400), Limits).EntriesAllowed);
    }

    [Fact]
    public void A_clock_set_back_restarts_the_recovery()
    {
        var healing = Watch(Open.Observe(Break(NoTradeTrigger.SpotAge, Healthy(1_000)), Limits), 1_005, 1_200);
        var setBack = healing.Observe(Healthy(900), Limits);
        Assert.Equal(Start.AddSeconds(1_200), setBack.ReopensAt(Limits));
    }

    [Fact]
    public void All_causes_are_listed_with_their_numbers()
    {
        var state = Open.Observe(
            Healthy(1) with { SpotAge = TimeSpan.FromSeconds(12.5), RiskServiceAvailable = false }, Limits);
        Assert.Equal(["spot age 12.5 s > 10 s", "risk limits do not answer"], state.Causes.Select(c => c.Reason));
        Assert.Equal(["spot age at most 10 s", "risk limits answer"], state.Causes.Select(c => c.ClearedBy));
    }

    [Fact]
    public void Where_recovery_has_a_last_stage_takes_are_only_watched_in_it()
    {
        var limits = Limits with { Stage = TimeSpan.FromSeconds(60) };
        var state = Open.Observe(Break(NoTradeTrigger.SpotAge, Healthy(1)), limits);
        for (var second = 5; second <= 305; second += 5)
            state = state.Observe(Healthy(second), limits);
        Assert.Equal((NoTradePhase.Staged, false), (state.Phase, state.EntriesAllowed));
        Assert.Equal(Start.AddSeconds(365), state.ReopensAt(limits));
        var relapsed = state.Observe(Break(NoTradeTrigger.PersistenceLag, Healthy(310)), limits);
        Assert.Equal(NoTradePhase.Stopped, relapsed.Phase);
        for (var second = 310; second <= 360; second += 5)
            state = state.Observe(Healthy(second), limits);
        Assert.Equal(NoTradePhase.Staged, state.Phase);
        Assert.Equal(NoTradePhase.Open, state.Observe(Healthy(365), limits).Phase);
    }

    [Fact]
    public void A_new_process_goes_on_with_a_recovery_and_has_to_see_health_before_it_opens()
    {
        var stopped = Open.Observe(Break(NoTradeTrigger.SpotAge, Healthy(1)), Limits);
        Assert.Same(stopped, stopped.Restarted());
        Assert.Equal(NoTradePhase.Starting, Open.Restarted().Phase);
        Assert.True(Open.Restarted().Observe(Healthy(500), Limits).EntriesAllowed);
    }

    [Fact]
    public void Silence_beyond_the_gap_is_unobserved()
    {
        Assert.True(NoTradeState.Initial.Unobserved(Start, Limits));
        Assert.False(Open.Unobserved(Start.AddSeconds(15), Limits));
        Assert.True(Open.Unobserved(Start.AddSeconds(15.001), Limits));
    }
}
