using FsCheck.Fluent;
using Kalshi.Trading.Orders;

namespace Kalshi.Trading.Tests.Orders;

public sealed class PaperMatchingTests
{
    static readonly BookLevel[] Bids = [Level("0.4800", "30"), Level("0.4700", "50")];
    static readonly BookLevel[] Asks = [Level("0.5000", "10"), Level("0.5100", "20"), Level("0.5300", "40")];

    [Fact]
    public void A_taker_gets_what_is_displayed_up_to_its_limit_best_first()
    {
        Assert.Equal([Level("0.5000", "10"), Level("0.5100", "5")], PaperMatching.Take(Cents("0.5100"), Contracts("15"), Asks));
        Assert.Equal([Level("0.5000", "10"), Level("0.5100", "20")], PaperMatching.Take(Cents("0.5200"), Contracts("99"), Asks));
        Assert.Empty(PaperMatching.Take(Cents("0.4900"), Contracts("15"), Asks));
    }

    [Fact]
    public void An_order_that_rests_moves_forward_as_its_level_shrinks_and_fills_only_when_nothing_is_ahead()
    {
        var place = new PaperPlace(Contracts("30"), Contracts("30"));

        (place, var filled) = Look(place, "20");
        Assert.Equal((Contracts("20"), Quantity.Zero), (place.Ahead, filled));
        (place, filled) = Look(place, "35");
        Assert.Equal((Contracts("20"), Quantity.Zero), (place.Ahead, filled));
        (place, filled) = Look(place, "5");
        Assert.Equal((Quantity.Zero, Contracts("5")), (place.Ahead, filled));
    }

    [Fact]
    public void A_book_that_crosses_an_order_fills_it_with_what_crosses()
    {
        var (_, filled) = PaperMatching.Look(
            new(Contracts("30"), Contracts("30")), Cents("0.5000"), Contracts("25"), Bids, Asks, tradeSharePercent: 0);

        Assert.Equal(Contracts("10"), filled);
    }

    [Fact]
    public void Whatever_a_book_does_no_more_is_filled_than_remains_and_nobody_is_overtaken_for_nothing() =>
        Property.Asserted(
            from ahead in Gen.Choose(0, 5_000)
            from seen in Gen.Choose(0, 9_000)
            from size in Gen.Choose(0, 9_000)
            from remaining in Gen.Choose(1, 3_000)
            from share in Gen.Choose(0, 100)
            select (ahead, seen: Math.Max(ahead, seen), size, remaining, share), c =>
        {
            var before = new PaperPlace(Quantity.FromSteps(c.ahead), Quantity.FromSteps(c.seen));
            BookLevel[] bids = c.size == 0 ? [] : [new(Cents("0.4800"), Quantity.FromSteps(c.size))];
            var (after, filled) = PaperMatching.Look(before, Cents("0.4800"), Quantity.FromSteps(c.remaining), bids, Asks, c.share);

            Assert.True(filled >= Quantity.Zero && filled.Steps <= c.remaining);
            Assert.True(after.Ahead <= before.Ahead, "somebody came in front");
            Assert.True(filled.IsZero || after.Ahead.IsZero, "filled before those ahead");
            Assert.True(filled.Steps <= Math.Max(0, c.seen - c.size - c.ahead), "more than the level lost");
        });

    static (PaperPlace Place, Quantity Filled) Look(PaperPlace place, string size) => PaperMatching.Look(
        place, Cents("0.4800"), Contracts("25"), [Level("0.4800", size)], Asks, tradeSharePercent: 50);

    static BookLevel Level(string price, string size) => new(Cents(price), Contracts(size));

    static Price Cents(string text) => Price.Parse(text, "test");

    static Quantity Contracts(string text) => Quantity.Parse(text, "test");
}
