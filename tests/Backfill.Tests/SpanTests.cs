namespace Kalshi.Backfill.Tests;

public sealed class SpanTests
{
    const long Day = 86_400;

    [Fact]
    public void What_is_covered_by_several_spans_is_missing_nowhere_else()
    {
        var missing = new Span(10, 100).Without([new(50, 60), new(0, 19), new(40, 55), new(90, 200)]);

        Assert.Equal([new Span(20, 39), new Span(61, 89)], missing);
    }

    [Fact]
    public void A_span_that_nobody_covers_is_missing_whole() =>
        Assert.Equal([new Span(10, 100)], new Span(10, 100).Without([new(0, 9), new(101, 300)]));

    [Fact]
    public void A_span_that_is_covered_is_not_missing() => Assert.Empty(new Span(10, 100).Without([new(10, 40), new(41, 100)]));

    [Fact]
    public void Pieces_end_with_the_day() =>
        Assert.Equal([new Span(Day - 5, Day - 1), new Span(Day, 2 * Day - 1), new Span(2 * Day, 2 * Day)], new Span(Day - 5, 2 * Day).ByDay());

    [Fact]
    public void Spans_that_do_not_meet_have_nothing_in_common()
    {
        Assert.Null(new Span(1, 5).Within(new(6, 9)));
        Assert.Equal(new Span(5, 5), new Span(1, 5).Within(new(5, 9)));
    }
}
