using Kalshi.Bus;
using Kalshi.Grains;
using Kalshi.Grains.Events;
using Kalshi.Grains.Orders;
using Kalshi.Grains.Positions;
using Kalshi.Simulation.Bus;
using Kalshi.Simulation.Invariants;
using Kalshi.Simulation.Scenarios;
using Kalshi.Simulation.Venue;
using Kalshi.Trading;

namespace Kalshi.Simulation.Tests.Invariants;

/// <summary>Each invariant is broken on purpose: a rule that cannot fail guards nothing.</summary>
public sealed class InvariantTests
{
    const string OrderId = "paper:key";
    static readonly MarketTicker Market = MarketTicker.Parse("KXBTCD-S1-0", "market");
    static readonly Scenario Scenario = ScenarioDraw.Of(1) with { MaxOpenPositions = 1, Quantity = Quantity.FromSteps(100) };

    readonly Facts _facts = new(Scenario, new SimulatedVenue(Scenario));
    long _sequence;

    [Fact]
    public void A_fill_without_a_stored_intent_is_noticed()
    {
        Record(new NoOrderWithoutIntent(_facts), Fill("paper:key:open", 5_000));

        Assert.Contains("no intent is stored", _facts.First?.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fill_above_its_limit_is_noticed()
    {
        var rule = new NoOrderWithoutIntent(_facts);
        rule.Stored("order", Key("order", OrderId), Order(4_900));
        var before = _facts.First;
        Record(rule, Fill("paper:key:open", 5_000));

        // The intent itself names a decision that nobody recorded, which is the first thing noticed.
        Assert.Contains("not recorded as a take", before?.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_fill_of_an_order_is_noticed()
    {
        var rule = new OneOrderATake(_facts);
        Record(rule, Fill("paper:key:open", 5_000));
        Record(rule, Fill("paper:key:more", 5_000));

        Assert.Contains("beside", _facts.First?.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_fill_recorded_again_later_is_none()
    {
        var rule = new OneOrderATake(_facts);
        Record(rule, Fill("paper:key:open", 5_000));
        Record(rule, Fill("paper:key:open", 5_000) with { TsFill = 2_000 });

        Assert.Null(_facts.First);
    }

    [Fact]
    public void An_order_let_through_after_the_halt_was_confirmed_is_noticed()
    {
        var rule = new NoEntryWhileHalted(_facts);
        _facts.Halts[GateScope.Global] = _facts.Now;
        rule.Stored("order", Key("order", OrderId), Order(5_000));
        Assert.Null(_facts.First);
        rule.Stored("order", Key("order", OrderId), Order(5_000) with { SentTs = 1_000 });

        Assert.Contains("halted before its intent", _facts.First?.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_booked_fill_that_was_never_recorded_is_noticed()
    {
        new RecordedBeforeActed(_facts).Stored("positions", Key("position", "paper"), Account(booked: "paper:key:open"));

        Assert.Contains("booked, but not recorded", _facts.First?.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Cash_that_does_not_follow_from_the_fills_is_noticed()
    {
        var rule = new PositionsAreFillsAndSettlements(_facts);
        Record(rule, Fill("paper:key:open", 5_000));
        var position = new PositionView(Market, Side.Yes, Quantity.FromSteps(100), Money.FromSteps(5_000), Money.FromSteps(200), 1_000);
        var sound = Account("paper:key:open") with { Open = [position], Cash = Money.FromSteps(-5_200), FeesPaid = Money.FromSteps(200), Fills = 1 };
        rule.Stored("positions", Key("position", "paper"), sound);
        Assert.Null(_facts.First);
        rule.Stored("positions", Key("position", "paper"), sound with { Cash = Money.FromSteps(-5_000) });

        Assert.Contains("cash is", _facts.First?.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_position_beyond_the_limit_is_noticed()
    {
        var other = MarketTicker.Parse("KXBTCD-S1-1", "market");
        var positions = new[] { Market, other }
            .Select(m => new PositionView(m, Side.Yes, Scenario.Quantity, Money.Zero, Money.Zero, 1_000))
            .ToArray();
        new LimitsAreNeverPassed(_facts).Stored("positions", Key("position", "paper"), new PositionState { Open = positions });

        Assert.Contains("1 are allowed", _facts.First?.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_take_without_a_recorded_snapshot_is_noticed()
    {
        Record(new NoDecisionOnStaleInputs(_facts), Take());

        Assert.Contains("no recorded snapshot", _facts.First?.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_violation_is_kept()
    {
        _facts.Violate("first", "1");
        _facts.Violate("second", "2");

        Assert.Equal("first", _facts.First?.Invariant);
    }

    void Record(Invariant rule, DomainEvent payload)
    {
        var stored = new StoredEvent(EventFactory.Create(payload, "test"), ++_sequence, _facts.Now);
        _facts.Recorded(stored);
        rule.Recorded(stored);
    }

    static GrainId Key(string type, string key) => GrainId.Create(type, key);

    static OrderState Order(long priceSteps) => new()
    {
        Intent = new OrderIntent("key", Market, Side.Yes, Scenario.Quantity, Price.FromSteps(priceSteps), 1_000),
    };

    static PositionState Account(string booked) => new() { BookedFills = new Dictionary<string, long> { [booked] = 1_000 } };

    static ExecutionFill Fill(string id, long priceSteps) => new(
        id, OrderId, Market, 1_000, Side.Yes, "open", Scenario.Quantity, Price.FromSteps(priceSteps), Money.FromSteps(200), null, null, Paper: true);

    static OpportunityDecision Take() => new(
        Market, 1_000, true, true, Side.Yes, null, 0.1, 0.09, 0.6, 0.5, 80_000, 0.6, 20, 2_200, 49, 50, 50, 51, 1, 0.01, 80_000, "1");
}
