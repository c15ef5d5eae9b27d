using Kalshi.Grains;
using Kalshi.Silo.Safety;
using Kalshi.Trading;

namespace Kalshi.Silo.Tests.Safety;

public sealed class QuoteHealthTests
{
    const long StartTs = 1_800_000_000;

    readonly QuoteHealth _health = new(TimeSpan.FromSeconds(30));

    [Fact]
    public void Before_any_quote_nothing_is_known() => Assert.Equal((null, null), Read(0));

    [Fact]
    public void The_newest_quote_of_any_market_counts_and_coverage_is_of_open_markets()
    {
        var (age, coverage) = Read(10, Market(quotedAt: 4), Market(quotedAt: 7), Market(quotedAt: null), Market(quotedAt: 9, closesAt: 10));

        Assert.Equal(1, age);
        Assert.Equal(200.0 / 3, coverage!.Value, 9);
    }

    [Fact]
    public void Where_one_hours_markets_end_and_the_next_ones_begin_the_feed_is_not_silent()
    {
        Assert.Equal((1, 100), Read(59, Market(quotedAt: 58, closesAt: 60)));

        Assert.Equal((2, null), Read(60, Market(quotedAt: 58, closesAt: 60)));
        // That one is not listed any more, and the next one has no quote yet.
        Assert.Equal((3, 0), Read(61, Market(quotedAt: null)));
        Assert.Equal((0, 100), Read(62, Market(quotedAt: 62)));
    }

    [Fact]
    public void A_feed_that_says_nothing_grows_old_whatever_is_listed()
    {
        Read(0, Market(quotedAt: 0, closesAt: 60));

        Assert.Equal(90, Read(90, Market(quotedAt: null)).NewestAge);
    }

    [Fact]
    public void A_quote_from_the_future_hides_no_silence()
    {
        Read(0, Market(quotedAt: 0), Market(quotedAt: 1_000_000));

        Assert.Equal(40, Read(40, Market(quotedAt: 0), Market(quotedAt: 1_000_000)).NewestAge);
    }

    [Fact]
    public void A_quote_from_the_future_cannot_be_used_but_by_a_book_in_sequence()
    {
        Assert.Equal(0, Read(40, Market(quotedAt: 50, book: "stale")).CoveragePct);
        Assert.Equal(100, Read(40, Market(quotedAt: 50)).CoveragePct);
    }

    [Fact]
    public void A_book_in_sequence_can_be_used_however_long_ago_it_changed_and_a_quote_while_it_is_young()
    {
        Assert.Equal(100, Read(900, Market(quotedAt: 0)).CoveragePct);
        Assert.Equal(100, Read(30, Market(quotedAt: 0, book: "stale")).CoveragePct);
        Assert.Equal(0, Read(31, Market(quotedAt: 0, book: "stale")).CoveragePct);
    }

    (double? NewestAge, double? CoveragePct) Read(long at, params MarketView[] markets) =>
        _health.Read(markets, DateTimeOffset.FromUnixTimeSeconds(StartTs + at));

    static MarketView Market(long? quotedAt, long closesAt = 3600, string book = "live") => new(
        MarketTicker.Parse("KXBTCD-26NOV2117-T95249.99", "test"), "active", "greater", 95_249.99, null, StartTs + closesAt, null, null, null,
        quotedAt is { } at ? new QuoteView(Price.Parse("0.4900", "test"), Price.Parse("0.5100", "test"), null, null, StartTs + at, null, "book") : null,
        book, null, 1);
}
