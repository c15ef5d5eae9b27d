using Kalshi.Grains.Events;
using Kalshi.Simulation.Bus;
using Kalshi.Simulation.Replay;
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
        var difference = ReplayDifference.Find(log.Select(e => e.Envelope.Payload), replay.Produced);
        Assert.True(difference is null, $"{difference}");
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
    public void The_first_difference_names_what_each_side_has()
    {
        var (_, bus) = SeedRun.RunWithRecord(Faulty(5));
        var decisions = bus.Decisions.Select(e => e.Payload).OfType<OpportunityDecision>().ToArray();
        var changed = decisions.Select((d, i) => i == 3 ? d with { ReasonNotEligible = "something_else" } : d);

        var difference = ReplayDifference.Find(decisions, changed);

        Assert.NotNull(difference);
        Assert.Equal(("decision", decisions[3].Key), (difference.Kind, difference.Key));
        Assert.Contains("something_else", difference.Second, StringComparison.Ordinal);
        Assert.DoesNotContain("something_else", difference.First, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_was_written_reads_back_as_it_was()
    {
        var (_, bus) = SeedRun.RunWithRecord(Faulty(5));
        var log = LogOf(bus);
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, log.Select(e => EventLogFile.Line(e.Envelope, e.At)));

            var read = EventLogFile.Read(path).ToArray();

            Assert.Equal(log.Select(e => e.Envelope.IdempotencyKey), read.Select(e => e.Envelope.IdempotencyKey));
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
            .Select(e => new ReplayedEvent(e.Envelope, e.At)),
    ];
}
