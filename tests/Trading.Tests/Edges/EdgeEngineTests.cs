using Kalshi.Trading.Edges;
using Kalshi.Trading.Opportunities;
using Kalshi.Trading.Probability;
using Kalshi.Trading.Universe;
using Kalshi.Trading.Volatility;

namespace Kalshi.Trading.Tests.Edges;

public sealed class EdgeEngineTests
{
    const long Now = 1_778_500_000;

    static readonly MarketTicker TwoSided = MarketTicker.Parse("KXBTCD-1-T1", "ticker");
    static readonly MarketTicker OneSided = MarketTicker.Parse("KXBTCD-1-T2", "ticker");
    static readonly MarketTicker Crossed = MarketTicker.Parse("KXBTCD-1-T3", "ticker");

    static EdgeInputs Inputs(long now = Now) => new(
        now,
        new SpotPoint(now - 1, 80_000),
        new[] { new SpotPoint(now - 1, 80_000) },
        [.. new[] { TwoSided, OneSided, Crossed }.Select(t =>
            new Contract(t, new(StrikeType.Greater, 80_000, null), new(now + 900, null, null), default, "active"))],
        new Dictionary<MarketTicker, Quote>
        {
            [TwoSided] = new(now, 49, 51, 49, 51),
            [OneSided] = new(now, 40, 41, null, null),
            [Crossed] = new(now, 40, 41, 40, 42),
        });

    [Fact]
    public void A_one_sided_market_stays_in_sight_unless_parity_is_asked_for()
    {
        var kept = new EdgeEngine(new()).Compute(Inputs());
        Assert.Equal([TwoSided, OneSided], kept.Snapshots.Select(s => s.Market));
        Assert.Equal(1, kept.SkipReasons[SkipReason.MissingNoAsk]);
        var parity = new EdgeEngine(new() { KeepOneSidedMarkets = false }).Compute(Inputs());
        Assert.Equal([TwoSided], parity.Snapshots.Select(s => s.Market));
        Assert.Equal(kept.Edges.Select(e => e.Market), parity.Edges.Select(e => e.Market));
    }

    [Fact]
    public void A_one_sided_market_becomes_a_decision_that_names_the_missing_side()
    {
        var tick = new EdgeEngine(new()).Compute(Inputs());
        // The history is a single tick: nothing is taken, and the volatility says why. The sides show without that check.
        var unquestioned = tick.Snapshots.Select(s => s with { Sigma = default }).ToList();
        var batch = OpportunityEngine.Build(unquestioned, new() { MinEv = 0.01, CostBuffer = 0 });
        var row = Assert.Single(batch.Rows, r => r.Market == OneSided);
        Assert.Equal((Side.Yes, true, DecisionReason.MissingNoAsk), (row.Side, row.WouldTrade, row.OtherSideReason));
        Assert.Null(Assert.Single(batch.Rows, r => r.Market == TwoSided).OtherSideReason);
    }

    [Fact]
    public void A_market_without_an_edge_is_listed_with_its_reason() =>
        Assert.Equal([new(Crossed, SkipReason.CrossedMarket)], new EdgeEngine(new()).Compute(Inputs()).Skips);

    [Fact]
    public void Without_a_spot_price_there_is_nothing_to_compute()
    {
        foreach (var spot in new SpotPoint?[] { null, new(Now, 0), new(Now, -1), new(Now, double.NaN) })
            Assert.Equal(EdgeTick.SpotMissing, new EdgeEngine(new()).Compute(Inputs() with { Spot = spot }).Error);
    }

    [Fact]
    public void With_only_stale_quotes_no_market_is_relevant()
    {
        var tick = new EdgeEngine(new()).Compute(Inputs() with { NowTs = Now + 301 });
        Assert.Equal(EdgeTick.NoRelevantMarkets, tick.Error);
        Assert.Equal(3, tick.SkipReasons[SkipReason.MissingQuote]);
        Assert.Equal(3, tick.Skips.Count);
    }

    [Fact]
    public void A_snapshot_shows_the_quote_as_it_came_and_the_asks_that_counted()
    {
        var inputs = Inputs();
        var quotes = new Dictionary<MarketTicker, Quote> { [TwoSided] = new(Now - 2, 99.2, 99.5, 0.4, 30) };
        var snapshot = Assert.Single(new EdgeEngine(new()).Compute(inputs with { Quotes = quotes }).Snapshots);
        Assert.Equal((99.5, null, 30.0), (snapshot.YesAsk!.Value, snapshot.Basis.YesAsk, snapshot.Basis.NoAsk!.Value));
        Assert.Equal((99.35, 15.2), (snapshot.YesMid!.Value, snapshot.NoMid!.Value));
        Assert.Equal((1, 2, 80_000.0), (snapshot.SpotAgeSeconds!.Value, snapshot.QuoteAgeSeconds!.Value, snapshot.Strike!.Value));
        Assert.Null(snapshot.EvTakeYes);
    }

    [Fact]
    public void In_the_last_minute_the_average_model_counts_the_seconds_already_seen()
    {
        // The price fell through the strike ten seconds before the close, after fifty seconds far above it.
        var history = Enumerable.Range(0, 120).Select(i => new SpotPoint(Now - 119 + i, i < 119 ? 81_000 : 79_999)).ToArray();
        var inputs = Inputs() with
        {
            Spot = history[^1],
            SpotHistory = history,
            Contracts = [new(TwoSided, new(StrikeType.Greater, 80_000, null), new(Now + 10, null, null), default, "active")],
        };
        double Yes(IProbabilityModel model) => Assert.Single(new EdgeEngine(new(), model).Compute(inputs).Edges).Probability.Clamped;
        Assert.True(Yes(ProbabilityModels.Named("terminal-price")) < 0.5);
        Assert.True(Yes(ProbabilityModels.Named("average-settlement")) > 0.999);
        Assert.Throws<ArgumentException>(() => ProbabilityModels.Named("oracle"));
    }

    [Theory]
    [InlineData(0L, 0L, 0L, 0L)]
    [InlineData(null, 0L, null, null)]
    [InlineData(0L, 7L, 9L, 7L)]
    [InlineData(null, null, 9L, 9L)]
    public void The_settlement_time_is_the_first_that_is_not_zero(long? close, long? expected, long? settlement, long? result) =>
        Assert.Equal(result, new ContractTimes(close, expected, settlement).SettlementTsOrNull);
}
