using Kalshi.Grains.Events;
using Kalshi.Simulation.Bus;
using Kalshi.Simulation.Replay;
using Kalshi.Simulation.Replay.Sessions;
using Kalshi.Simulation.Running;
using Kalshi.Simulation.Scenarios;
using Kalshi.Simulation.Silo;

namespace Kalshi.Simulation.Tests.Replay;

public sealed class ReplayTests
{
    // Lost, repeated and reordered messages, lost connections, halts and releases. Not crashes: what a process had in its hands
    // when it died is in no record.
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(9)]
    [InlineData(13)]
    public void The_record_of_a_run_replays_to_the_same_decisions_orders_fills_and_settlements(int seed)
    {
        var (live, bus) = SeedRun.RunWithRecord(Faulty(seed));
        var log = LogOf(bus);

        var replay = ReplayRun.Run(log, StrategySettings.Of(live.Scenario));

        Assert.Null(live.Violation);
        Assert.True(live.Fills > 0 && live.Settlements > 0, "nothing was traded, so the replay would prove nothing");
        var comparison = SessionComparison.Of(log, replay.Produced);
        Assert.True(comparison.Difference is null, $"{comparison.Difference}");
        Assert.Equal(comparison.RecordedHash, comparison.ReplayedHash);
        Assert.Equal((0, 0), (comparison.Unfinished, comparison.ByHand));
    }

    [Fact]
    public void A_replay_gives_the_same_hash_every_time()
    {
        var (live, bus) = SeedRun.RunWithRecord(Faulty(5));
        var log = LogOf(bus);
        var settings = StrategySettings.Of(live.Scenario);

        Assert.Equal(ReplayRun.Run(log, settings).Hash, ReplayRun.Run(log, settings).Hash);
    }

    [Fact]
    public void The_first_difference_in_time_names_the_event_the_fields_and_both_values()
    {
        var (live, bus) = SeedRun.RunWithRecord(Faulty(5));
        var log = LogOf(bus);
        var replayed = ReplayRun.Run(log, StrategySettings.Of(live.Scenario)).Produced.ToArray();
        var takes = replayed.Index().Where(e => e.Item is OpportunityDecision { WouldTrade: true }).ToArray();
        foreach (var (index, payload) in takes.Skip(1))
            replayed[index] = ((OpportunityDecision)payload) with { EvNet = 0.25, ReasonNotEligible = "something_else" };

        var difference = SessionComparison.Of(log, replayed).Difference;

        Assert.NotNull(difference);
        var first = (OpportunityDecision)takes[1].Item;
        Assert.Equal($"opportunity_decision {first.Market}", difference.Series);
        Assert.Equal(["reason_not_eligible", "ev_net"], difference.Fields.Select(f => f.Field));
        Assert.Equal(("null", "\"something_else\""), (difference.Fields[0].First, difference.Fields[0].Second));
        Assert.Contains($"at {first.TsEval}", $"{difference}", StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_that_only_one_side_has_is_a_difference()
    {
        var (live, bus) = SeedRun.RunWithRecord(Faulty(5));
        var log = LogOf(bus);
        var replayed = ReplayRun.Run(log, StrategySettings.Of(live.Scenario)).Produced;

        var difference = SessionComparison.Of(log, [.. replayed.Where(p => p is not ExecutionFill)]).Difference;

        Assert.NotNull(difference);
        Assert.StartsWith("execution_fill ", difference.Series, StringComparison.Ordinal);
        Assert.Null(difference.Second);
    }

    [Fact]
    public void A_log_that_was_written_reads_back_as_it_was()
    {
        var (_, bus) = SeedRun.RunWithRecord(Faulty(5));
        var log = LogOf(bus);
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, log.Select(e => EventLogFile.Line(e)));

            var read = EventLogFile.Read(path).ToArray();

            Assert.Equal(log.Select(e => (e.Envelope.IdempotencyKey, e.Sequence)), read.Select(e => (e.Envelope.IdempotencyKey, e.Sequence)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_line_that_is_no_event_is_named()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "{\"at_ms\":1,\"event\":{}}\n");

            var error = Assert.Throws<FormatException>(() => EventLogFile.Read(path).ToArray());

            Assert.StartsWith("line 1:", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    static Scenario Faulty(int seed) => ScenarioDraw.Of(seed) with
    {
        Faults = new FaultRates { FeedLosses = 2, Halts = 1, Redelivery = 0.03, LostFrame = 0.005, DuplicateFrame = 0.01 },
    };

    static ReplayedEvent[] LogOf(SimulatedBus bus) =>
    [
        .. bus.Market.Concat(bus.Decisions).Concat(bus.Execution)
            .OrderBy(e => e.At)
            .Select(e => new ReplayedEvent(e.Envelope, e.At, e.Sequence)),
    ];
}
