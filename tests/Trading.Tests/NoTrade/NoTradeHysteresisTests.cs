using FsCheck;
using FsCheck.Fluent;
using Kalshi.Trading.NoTrade;

namespace Kalshi.Trading.Tests.NoTrade;

/// <summary>Whatever happens, judged by the whole history rather than by the state machine's own memory.</summary>
public sealed class NoTradeHysteresisTests
{
    static readonly DateTimeOffset Start = new(2026, 5, 11, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Short windows, so that a random walk of a hundred steps passes through all of it.</summary>
    static readonly NoTradeLimits Limits = new()
    {
        Recovery = TimeSpan.FromSeconds(30),
        StateBuilderLagBorne = TimeSpan.FromSeconds(6),
        PersistenceLagBorne = TimeSpan.FromSeconds(9),
        QuoteCoverageBorne = TimeSpan.FromSeconds(9),
        ObservationGap = TimeSpan.FromSeconds(4),
    };

    static readonly NoTradeTrigger[] Immediate =
    [
        NoTradeTrigger.SnapshotAge, NoTradeTrigger.SpotAge, NoTradeTrigger.QuoteAge, NoTradeTrigger.RiskService,
        NoTradeTrigger.RestBudget, NoTradeTrigger.BusPublish,
    ];

    readonly record struct Step(int Seconds, NoTradeTrigger? Broken);

    static readonly Gen<Step[]> Histories = Gen.ArrayOf(
        from seconds in Gen.Frequency((20, Gen.Choose(1, 4)), (1, Gen.Choose(5, 60)))
        from broken in Gen.Frequency(
            (12, Gen.Constant<NoTradeTrigger?>(null)),
            (1, Gen.Elements(Enum.GetValues<NoTradeTrigger>()).Select(t => (NoTradeTrigger?)t)))
        select new Step(seconds, broken), 100);

    [Fact]
    public void Entries_never_come_back_early_and_never_survive_a_breach() => Property.Asserted(Histories, steps =>
    {
        var state = NoTradeState.Initial;
        var history = new List<(DateTimeOffset At, bool Healthy)>();
        var stopped = false;
        var at = Start;
        foreach (var step in steps)
        {
            at += TimeSpan.FromSeconds(step.Seconds);
            state = state.Observe(Observation(at, step.Broken), Limits);
            history.Add((at, step.Broken is null));
            if (step.Broken is { } broken && Immediate.Contains(broken))
                Assert.False(state.EntriesAllowed, $"entries are allowed with {broken} broken");
            if (stopped && state.EntriesAllowed)
                Assert.True(WatchedHealthy(history) >= Limits.Recovery, "entries came back early");
            stopped = state.Phase == NoTradePhase.Stopped;
        }
    }, 500);

    [Fact]
    public void Enough_health_always_brings_entries_back() => Property.Asserted(Histories, steps =>
    {
        var state = NoTradeState.Initial;
        var at = Start;
        foreach (var step in steps)
            state = state.Observe(Observation(at += TimeSpan.FromSeconds(step.Seconds), step.Broken), Limits);
        var cured = at + TimeSpan.FromSeconds(1);
        for (at = cured; at <= cured + Limits.Recovery; at += TimeSpan.FromSeconds(3))
            state = state.Observe(Observation(at, null), Limits);
        Assert.True(state.EntriesAllowed);
    }, 300);

    /// <summary>How long everything has been healthy without a gap, up to the last observation.</summary>
    static TimeSpan WatchedHealthy(List<(DateTimeOffset At, bool Healthy)> history)
    {
        var last = history.Count - 1;
        var first = last;
        while (first > 0 && history[first - 1].Healthy && history[first].At - history[first - 1].At <= Limits.ObservationGap)
            first--;
        return history[last].Healthy ? history[last].At - history[first].At : TimeSpan.Zero;
    }

    static HealthObservation Observation(DateTimeOffset at, NoTradeTrigger? broken)
    {
        var healthy = new HealthObservation(
            at, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, 100.0, true, true, true);
        return broken is { } trigger ? NoTradeStateTests.Break(trigger, healthy) : healthy;
    }
}
