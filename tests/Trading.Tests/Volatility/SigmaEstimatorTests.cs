using Kalshi.Trading.Volatility;

namespace Kalshi.Trading.Tests.Volatility;

public sealed class SigmaEstimatorTests
{
    const long Now = 1_778_500_000;

    /// <summary>A tick every <paramref name="step"/> seconds that rises and falls by one part in ten thousand.</summary>
    static SpotPoint[] History(int seconds, int step = 1) =>
        [.. Enumerable.Range(0, seconds / step).Select(i => new SpotPoint(Now - seconds + i * step, i % 2 == 0 ? 80_000 : 80_008))];

    [Fact]
    public void A_full_history_gives_a_regular_estimate()
    {
        var estimate = SigmaEstimator.Estimate(History(3_800), Now, new());
        Assert.True(estimate.Ok);
        Assert.Equal(("ewma", "ok", null), (estimate.SourceName, estimate.Quality, estimate.Reason));
        Assert.Equal(estimate.Unclamped, estimate.Sigma);
    }

    [Fact]
    public void A_short_history_falls_back_to_the_last_good_estimate_and_then_to_the_default()
    {
        var remembered = SigmaEstimator.Estimate(History(1_200), Now, new(), 0.33);
        Assert.Equal((0.33, "history", "fallback_history", false), (remembered.Sigma, remembered.SourceName, remembered.Quality, remembered.Ok));
        Assert.Equal(SigmaReason.InsufficientHistorySpan, remembered.Reason);
        Assert.StartsWith("history_span_seconds=11", remembered.ReasonContext, StringComparison.Ordinal);
        Assert.EndsWith(" < min_sigma_lookback_seconds=3600", remembered.ReasonContext, StringComparison.Ordinal);
        foreach (var worthless in new double?[] { null, 0.0, -1.0, double.NaN, double.PositiveInfinity })
            Assert.Equal((0.6, "default"), SigmaEstimator.Estimate(History(1_200), Now, new(), worthless) is var e ? (e.Sigma, e.SourceName) : default);
    }

    [Fact]
    public void When_the_row_cap_made_the_history_short_more_rows_are_looked_at()
    {
        var capped = SigmaEstimator.Estimate(History(3_890), Now, new() { MaxSpotPoints = 50 });
        Assert.True(capped.Ok);
        Assert.True(capped.RawPoints >= 3_600, $"looked at {capped.RawPoints} rows");
    }

    [Fact]
    public void Too_wild_an_estimate_is_rejected_and_still_shown()
    {
        var estimate = SigmaEstimator.Estimate(History(3_800), Now, new() { SigmaMax = 0.01 });
        Assert.Equal(SigmaReason.OutOfBounds, estimate.Reason);
        Assert.Equal(0.6, estimate.Sigma);
        Assert.NotNull(estimate.Unclamped);
        Assert.EndsWith("> sigma_max=0.01", estimate.ReasonContext, StringComparison.Ordinal);
    }

    [Fact]
    public void A_price_that_does_not_move_has_no_volatility()
    {
        var flat = History(3_800).Select(p => p with { Price = 80_000 }).ToArray();
        Assert.Equal(SigmaReason.Nonpositive, SigmaEstimator.Estimate(flat, Now, new()).Reason);
    }

    public static TheoryData<SigmaParameters> NonsenseKnobs => new(
        new SigmaParameters { ResampleSeconds = 0 },
        new SigmaParameters { EwmaLambda = 1.0 },
        new SigmaParameters { SigmaDefault = 0.0 },
        new SigmaParameters { SigmaMax = double.NaN },
        new SigmaParameters { LookbackSeconds = 0 });

    [Theory]
    [MemberData(nameof(NonsenseKnobs))]
    public void Nonsense_knobs_are_refused(SigmaParameters parameters) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SigmaEstimator.Estimate([], Now, parameters));
}
