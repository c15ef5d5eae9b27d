namespace Kalshi.VenueSimulator.Tests;

/// <summary>Resting orders against the flow's own trades, which only generated sessions have.</summary>
public sealed class MatchingEngineTests
{
    const string Ticker = "KXBTCD-26NOV2112-T95000.00";

    readonly Exchange _exchange;

    public MatchingEngineTests()
    {
        var session = new SessionClock(new ManualClock(Simulators.Noon), TimeSpan.Zero, TimeSpan.Zero, paced: true);
        session.StartAt(Simulators.Noon);
        _exchange = new(session, new(), new(1), 1_000m, feePrecision: 0.01m);
        _exchange.Apply(new MarketCreated(TimeSpan.Zero, new(
            Ticker, "KXBTCD-26NOV2112", Series.HourlyLadder, Guid.Empty, "greater", 95_000m, TimeSpan.Zero, TimeSpan.Zero,
            TimeSpan.FromHours(1), TimeSpan.FromSeconds(60), PriceGrid.LinearCent)));
        _exchange.Apply(new MarketStatusChanged(TimeSpan.Zero, Ticker, MarketStatus.Active));
        _exchange.Apply(new BookReplaced(TimeSpan.Zero, Ticker, [new(new(4_000), Contracts.Whole(10))], [new(new(5_500), Contracts.Whole(10))]));
    }

    [Fact]
    public void What_rested_before_at_the_same_price_trades_first()
    {
        var order = Rest("0.4000", 5);
        Trade("0.4000", 8);
        var first = order.Filled;
        Trade("0.4000", 4);

        Assert.Equal(Contracts.Zero, first);
        Assert.Equal(Contracts.Whole(2), order.Filled);
    }

    [Fact]
    public void A_better_price_trades_before_the_flow()
    {
        var order = Rest("0.4100", 5);
        Trade("0.4000", 3);

        Assert.Equal(Contracts.Whole(3), order.Filled);
        Assert.All(_exchange.Accounts.Of("key").Fills, f => Assert.Equal("0.4100", f.YesPrice.ToString()));
    }

    [Fact]
    public void Leaving_contracts_are_taken_to_stand_behind_until_no_more_than_those_ahead_are_there()
    {
        var order = Rest("0.4000", 5);
        _exchange.Apply(new BookChanged(TimeSpan.Zero, Ticker, BookSide.Yes, new(4_000), -Contracts.Whole(7), TimeSpan.Zero));
        Trade("0.4000", 4);

        Assert.Equal(Contracts.Whole(1), order.Filled);
    }

    [Fact]
    public void What_a_client_took_stays_missing_until_the_flow_itself_has_let_it_go()
    {
        Place("0.4500", 6, TimeInForce.ImmediateOrCancel);
        var market = _exchange.Find(Ticker)!;
        var taken = market.Book!.SizeAt(BookSide.No, new(5_500));
        _exchange.Apply(new BookChanged(TimeSpan.Zero, Ticker, BookSide.No, new(5_500), Contracts.Whole(3), TimeSpan.Zero));
        var grown = market.Book.SizeAt(BookSide.No, new(5_500));
        _exchange.Apply(new BookChanged(TimeSpan.Zero, Ticker, BookSide.No, new(5_500), -Contracts.Whole(13), TimeSpan.Zero));
        _exchange.Apply(new BookChanged(TimeSpan.Zero, Ticker, BookSide.No, new(5_500), Contracts.Whole(2), TimeSpan.Zero));

        Assert.Equal((Contracts.Whole(4), Contracts.Whole(7)), (taken, grown));
        Assert.Equal(Contracts.Whole(2), market.Book.SizeAt(BookSide.No, new(5_500)));
    }

    [Fact]
    public void A_new_state_of_the_flow_meets_what_rests()
    {
        var order = Rest("0.4200", 5);
        _exchange.Apply(new BookReplaced(TimeSpan.Zero, Ticker, [], [new(new(5_900), Contracts.Whole(3))]));
        var book = _exchange.Find(Ticker)!.Book!;

        Assert.Equal(Contracts.Whole(3), order.Filled);
        Assert.Equal([new BookLevel(new(4_200), Contracts.Whole(2))], book.Levels(BookSide.Yes));
        Assert.Empty(book.Levels(BookSide.No));
    }

    [Fact]
    public void A_fill_is_rounded_up_to_the_venues_precision()
    {
        Place("0.4500", 1, TimeInForce.ImmediateOrCancel);

        var fill = Assert.Single(_exchange.Accounts.Of("key").Fills);
        // 0.07 * 0.45 * 0.55 = 0.017325; the balance falls by whole cents.
        Assert.Equal(("0.4500", 0.02m), (fill.YesPrice.ToString(), fill.Fee));
        Assert.Equal(1_000m - 0.47m, _exchange.Accounts.Of("key").Cash);
    }

    Order Rest(string price, int count) => Place(price, count, TimeInForce.GoodTillCanceled);

    Order Place(string price, int count, TimeInForce inForce)
    {
        lock (_exchange.Gate)
        {
            return _exchange.Engine.Place(
                new(Ticker, "", BookSide.Yes, Dollars.Parse(price, "price"), Contracts.Whole(count), inForce, false, false, false, false, null, null),
                "key").Order;
        }
    }

    /// <summary>A taker of NO hits the YES bids.</summary>
    void Trade(string yesPrice, int count) => _exchange.Apply(new ContractTraded(
        TimeSpan.Zero, Ticker, Guid.NewGuid(), Dollars.Parse(yesPrice, "price"), Contracts.Whole(count), BookSide.No));
}
