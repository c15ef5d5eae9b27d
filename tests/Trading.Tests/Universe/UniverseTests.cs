using FsCheck;
using FsCheck.Fluent;
using Kalshi.Trading.Probability;
using Kalshi.Trading.Universe;

namespace Kalshi.Trading.Tests.Universe;

public sealed class UniverseTests
{
    const long Now = 1_778_500_000;
    const double Spot = 80_000;

    static readonly Gen<(Contract, Quote?)> Market =
        from id in Gen.Choose(0, 999_999)
        from type in Gen.Elements<StrikeType?>(StrikeType.Less, StrikeType.Greater, StrikeType.Between, null)
        from strike in Gen.OneOf(Property.Between(70_000, 90_000).Select(k => (double?)k), Gen.Constant<double?>(null))
        from close in Gen.Elements<long?>(null, Now - 100, Now - 5, Now, Now + 900, Now + 25_200, Now + 25_201)
        from age in Gen.Elements<long?>(null, 0, 299, 300, 301)
        from ask in Gen.Elements<double?>(null, 0, 1, 50, 99, 99.5, 100)
        select (
            new Contract(MarketTicker.Parse($"KXBTCD-{id}", "ticker"), new(type, strike, strike + 250), new(close, null, null), default, "active"),
            age is { } a ? new Quote(Now - a, null, ask, null, ask) : null);

    [Fact]
    public void Every_candidate_is_either_selected_or_left_out_for_one_reason() => Property.Asserted(Gen.ArrayOf(Market), markets =>
    {
        var quotes = markets.Where(m => m.Item2 is not null).GroupBy(m => m.Item1.Ticker).ToDictionary(g => g.Key, g => g.First().Item2!);
        var selection = UniverseSelector.Select([.. markets.Select(m => m.Item1)], quotes, Spot, Now, new() { TopN = 3, PctBand = 1 });
        var counters = selection.Counters;
        Assert.Equal(counters.Candidates, selection.Selected.Count + selection.Skipped.Count);
        Assert.Equal(
            selection.Skipped.Count(s => s.Reason != SkipReason.OutsideSelection),
            counters.MissingBounds + counters.MissingCloseTs + counters.Expired + counters.HorizonOutOfRange
                + counters.MissingRecentQuote + counters.Untradable);
        Assert.Equal(selection.Selected.OrderBy(m => m.DistancePct).ThenBy(m => m.Ticker.Value, StringComparer.Ordinal), selection.Selected);
        Assert.All(selection.Selected, m => Assert.InRange(m.HorizonSeconds, -5, 25_200));
        if (selection.Method == UniverseSelection.PctBandMethod)
            Assert.All(selection.Selected, m => Assert.InRange(m.DistancePct, 0, 1));
        else
            Assert.InRange(selection.Selected.Count, 1, 3);
    }, 500);

    [Theory]
    [InlineData("KXBTC", true)]
    [InlineData("KXBTCD", false)]
    [InlineData("KXB", false)]
    public void A_series_is_the_whole_word_before_the_dash(string series, bool selected)
    {
        var ticker = MarketTicker.Parse("KXBTC-26FEB1317-B64783", "ticker");
        var contract = new Contract(ticker, new(StrikeType.Greater, Spot, null), new(Now + 60, null, null), default, "active");
        var selection = UniverseSelector.Select(
            [contract], new Dictionary<MarketTicker, Quote> { [ticker] = new(Now, 49, 50, 49, 51) }, Spot, Now, new() { Series = [series] });
        Assert.Equal(selected, selection.Selected.Count == 1);
    }

    [Theory]
    [InlineData("greater_or_equal", 100.0, null, StrikeType.Greater)]
    [InlineData("between", 100.0, 200.0, StrikeType.Between)]
    [InlineData(null, 100.0, 200.0, StrikeType.Between)]
    [InlineData(null, null, 200.0, StrikeType.Less)]
    [InlineData("less", null, 200.0, StrikeType.Less)]
    [InlineData("structured", null, null, null)]
    public void The_strike_type_is_the_venues_or_what_the_bounds_imply(string? word, double? floor, double? cap, StrikeType? type) =>
        Assert.Equal(new ContractTerms(type, floor, cap), VenueTerms.Of(MarketTicker.Parse("KXBTC15M-26MAY11-15", "ticker"), word, floor, cap));

    [Fact]
    public void Only_tickers_of_other_series_tell_their_strike()
    {
        ContractTerms Of(string ticker) => VenueTerms.Of(MarketTicker.Parse(ticker, "ticker"), null, null, null);
        Assert.Equal(new ContractTerms(StrikeType.Greater, 250.5, null), Of("KXETH-26MAY11-A250.5"));
        Assert.Equal(new ContractTerms(StrikeType.Less, null, 300), Of("KXETH-26MAY11-B300"));
        Assert.Equal(default, Of("KXBTC-26MAY11-B300"));
        Assert.Equal(default, Of("KXETH-26MAY11-T300"));
        Assert.Equal(default, Of("KXETH-26MAY11-A"));
    }

    [Theory]
    [InlineData("yes", null, 1)]
    [InlineData(" NO ", null, 0)]
    [InlineData("1", 5.0, 1)]
    [InlineData("", 100.0, 1)]
    [InlineData(null, 99.99, 0)]
    [InlineData("void", null, null)]
    public void The_outcome_is_the_venues_result_or_follows_from_the_settlement_value(string? result, double? value, int? outcome) =>
        Assert.Equal(outcome, SettlementOutcome.Of(result, value, new(StrikeType.Greater, 100, null)));

    [Fact]
    public void A_range_holds_its_lower_bound_and_not_its_upper_one()
    {
        var range = new ContractTerms(StrikeType.Between, 100, 200);
        Assert.Equal((true, true, false), (range.Pays(100)!.Value, range.Pays(199.99)!.Value, range.Pays(200)!.Value));
        Assert.Null(new ContractTerms(StrikeType.Between, 200, 200).Pays(200));
    }
}
