using Kalshi.Grains.Events;
using Kalshi.Trading;

namespace Kalshi.Bus.Tests;

public sealed class EventValidationTests
{
    public static TheoryData<string> EventTypes => [.. Samples.All.Select(e => e.EventType)];

    static readonly Dictionary<string, DomainEvent> Broken = new()
    {
        ["yes_bid_gt_yes_ask: yes_bid_dollars 0.6400 is above yes_ask_dollars 0.6300"] = Samples.Quote(bid: "0.6400"),
        ["ts: 0 is no time in Unix seconds"] = Samples.Quote() with { Ts = 0, TsMs = null },
        ["ts: -5 is no time in Unix seconds"] = Samples.Gap() with { Ts = -5 },
        ["ts: 1771016400000 is no time in Unix seconds (milliseconds?)"] = Samples.Gap() with { Ts = 1_771_016_400_000 },
        ["ts_ms: 1771016401000 is not in second 1771016400"] = Samples.Spot() with { TsMs = 1_771_016_401_000 },
        ["close_ts: -1 is no time in Unix seconds"] = Samples.Lifecycle() with { CloseTs = -1 },
        ["market_id: empty"] = Samples.Delta() with { Market = default },
        ["ticker: empty"] = Samples.Contract() with { Market = default },
        ["product_id: empty"] = Samples.Spot() with { ProductId = "" },
        ["product_id: 'BTC USD' has a character that is not allowed"] = Samples.Spot() with { ProductId = "BTC USD" },
        ["product_id: 'BTC.>' has a character that is not allowed"] = Samples.Spot() with { ProductId = "BTC.>" },
        ["session: 'a|b' has a character that is not allowed"] = Samples.Snapshot() with { Session = "a|b" },
        ["fill_id: 200 characters, at most 128 are allowed"] = Samples.Fill() with { FillId = new('x', 200) },
        ["price_dollars: 0.00000000 is not positive"] = Samples.Spot() with { Price = default },
        ["bid_quantity: -1 is negative"] = Samples.Spot() with { BidQuantity = -1 },
        ["yes_bid_size_fp: -1.00 is negative"] = Samples.Quote() with { YesBidSize = Quantity.FromSteps(-100) },
        ["sequence: 5 does not follow previous_sequence 5"] = Samples.Delta(5, 5),
        ["no_bids: size -0.01 at 0.0000 is negative"] = Samples.Snapshot() with { NoBids = [new(Price.Zero, Quantity.FromSteps(-1))] },
        ["lower: 2 is above upper 1"] = Samples.Contract() with { Lower = 2, Upper = 1 },
        ["outcome: 2 is neither 0 nor 1"] = Samples.Contract() with { Outcome = 2 },
        ["probability_yes: 1.1 is outside 0 to 1"] = Samples.Edge() with { ProbabilityYes = 1.1 },
        ["probability_yes: NaN is outside 0 to 1"] = Samples.Edge() with { ProbabilityYes = double.NaN },
        ["ev_take_no: Infinity is not finite"] = Samples.Edge() with { EvTakeNo = double.PositiveInfinity },
        ["sigma_annualized: 0 is not positive"] = Samples.Edge() with { SigmaAnnualized = 0 },
        ["yes_ask_cents: 100.5 is outside 0 to 100"] = Samples.Edge() with { YesAskCents = 100.5 },
        ["strategy_version: empty"] = Samples.Edge() with { StrategyVersion = "" },
        ["side: null although would_trade is true"] = Samples.Decision() with { Side = null },
        ["side: 7 is neither yes nor no"] = Samples.Order() with { Side = (Side)7 },
        ["quantity_fp: 0.00 is not positive"] = Samples.Order() with { Quantity = Quantity.Zero },
        ["reason: empty"] = Samples.Action() with { Reason = " " },
    };

    public static TheoryData<string> Reasons => [.. Broken.Keys];

    [Theory]
    [MemberData(nameof(EventTypes))]
    public void Valid_events_pass(string eventType) =>
        Assert.Null(EventValidation.PayloadFault(Samples.All.Single(e => e.EventType == eventType)));

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_value_out_of_range_is_refused_before_it_is_published_with_field_and_value(string reason) =>
        Assert.Equal(reason, Assert.Throws<EventRejectedException>(() => EventFactory.Create(Broken[reason], Samples.Source)).Message);

    [Theory]
    [MemberData(nameof(Reasons))]
    public void The_same_value_is_refused_when_it_is_read(string reason)
    {
        var payload = Broken[reason];
        var key = $"{payload.EventType}:v1:0123456789abcdef01234567";
        Assert.False(EventJson.TryParse(EventJson.Serialize(new(1, payload.Timestamp, Samples.Source, key, payload)), out _, out var said));
        // Some are refused by their type already; those say it in their own words.
        Assert.NotEmpty(said);
    }

    [Fact]
    public void A_locked_market_and_an_empty_side_are_valid()
    {
        Assert.Null(EventValidation.PayloadFault(Samples.Quote("0.6300", "0.6300")));
        Assert.Null(EventValidation.PayloadFault(Samples.Quote("0.0000", "1.0000")));
        Assert.Null(EventValidation.PayloadFault(Samples.Quote() with { YesBid = null }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    public void A_source_is_one_word(string source) =>
        Assert.StartsWith("source: ", Assert.Throws<EventRejectedException>(() => EventFactory.Create(Samples.Spot(), source)).Message);

    [Theory]
    [InlineData("spot_tick", "market.spot_ticks.BTC-USD")]
    [InlineData("quote_update", "market.quote_updates.KXBTCD-26FEB1317-T66249_99")]
    [InlineData("order_book_snapshot", "market.order_books.KXBTCD-26FEB1317-T66249_99")]
    [InlineData("order_book_delta", "market.order_books.KXBTCD-26FEB1317-T66249_99")]
    [InlineData("feed_gap", "market.order_books.KXBTCD-26FEB1317-T66249_99")]
    [InlineData("market_lifecycle", "market.lifecycle.KXBTCD-26FEB1317-T66249_99")]
    [InlineData("contract_update", "market.contract_updates.KXBTCD-26FEB1317-T66249_99")]
    [InlineData("edge_snapshot", "strategy.edge_snapshots.KXBTCD-26FEB1317-T66249_99")]
    [InlineData("opportunity_decision", "strategy.opportunity_decisions.KXBTCD-26FEB1317-T66249_99")]
    [InlineData("execution_order", "execution.orders.KXBTCD-26FEB1317-T66249_99")]
    [InlineData("execution_fill", "execution.fills.KXBTCD-26FEB1317-T66249_99")]
    [InlineData("operator_action", "execution.operator_actions.global")]
    public void Each_event_has_its_subject_with_its_key_as_one_token(string eventType, string subject)
    {
        Assert.Equal(subject, Subjects.Of(Samples.All.Single(e => e.EventType == eventType)));
        Assert.Contains(StreamTopology.StreamOf(subject), StreamTopology.Streams(new()).Select(s => s.Name));
    }
}
