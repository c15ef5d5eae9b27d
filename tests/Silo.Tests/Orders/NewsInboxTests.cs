using Kalshi.Silo.Orders;
using Kalshi.Trading;
using Kalshi.Venues;

namespace Kalshi.Silo.Tests.Orders;

public sealed class NewsInboxTests
{
    static readonly MarketTicker Market = MarketTicker.Parse("KXBTCD-26NOV2117-T95249.99", "test");

    readonly NewsInbox _inbox = new(["live"]);

    [Fact]
    public void An_order_is_looked_at_once_however_often_it_is_told()
    {
        foreach (var id in (string[])["live:b", "live:a", "live:b"])
        {
            _inbox.Take(Order(id));
            _inbox.Take(Fill(id));
        }
        Same(false, ["live:a", "live:b"], false);
        Same(false, [], false);
    }

    [Fact]
    public void Orders_of_others_on_the_key_wake_nobody()
    {
        _inbox.Take(Order("somebody-else"));
        _inbox.Take(Order("paper:a"));
        Same(false, [], false);
    }

    [Fact]
    public void A_fill_of_an_unnamed_order_wakes_all()
    {
        _inbox.Take(Fill(null));
        Same(true, [], false);
    }

    [Fact]
    public void Whatever_may_have_been_missed_wakes_all()
    {
        FeedMessage[] doubts =
        [
            new ContinuityLost("s", 1, KalshiChannel.Orders, 1, [], null, null, "closed"),
            new MalformedFrame("s", 1, 1, null, "user_order", "order_id: missing", ReadOnlyMemory<byte>.Empty, 0),
            new OrderGroupFrame("s", 1, 4, 1, "triggered", "g", null),
            new ControlFrame("s", 1, ControlKind.Subscribed, 1, 1, null, "user_orders", null, null, [], null),
        ];
        foreach (var doubt in doubts)
        {
            _inbox.Take(doubt);
            Same(true, [], false);
        }
    }

    [Fact]
    public void A_position_that_is_gone_may_have_been_settled_and_one_that_is_there_was_not()
    {
        _inbox.Take(Position("5.00"));
        Same(false, [], false);
        _inbox.Take(Position("0.00"));
        Same(false, [], true);
    }

    [Fact]
    public void More_orders_than_are_asked_one_by_one_become_all()
    {
        for (var i = 0; i < NewsInbox.OrdersMax; i++)
            _inbox.Take(Order($"live:{i}"));
        Assert.Equal((false, NewsInbox.OrdersMax), _inbox.Drain() is var few ? (few.All, few.Orders.Count) : default);
        for (var i = 0; i < 10 * NewsInbox.OrdersMax; i++)
            _inbox.Take(Order($"live:{i}"));
        Assert.Equal((true, NewsInbox.OrdersMax + 1), _inbox.Drain() is var many ? (many.All, many.Orders.Count) : default);
    }

    void Same(bool all, string[] orders, bool settled)
    {
        var asked = _inbox.Drain();
        Assert.Equal((all, settled), (asked.All, asked.Settled));
        Assert.Equal(orders, asked.Orders);
    }

    static OwnOrderFrame Order(string id) =>
        new("s", 1, 1, "v", id, Market, "resting", Price.Zero, Quantity.Zero, Quantity.Zero, Quantity.Zero, null);

    static OwnFillFrame Fill(string? id) => new(
        "s", 1, 2, "t", "v", id, Market, Side.Yes, Price.Zero, Quantity.Zero, MicroDollars.Zero, true, Quantity.Zero, 1);

    static OwnPositionFrame Position(string held) => new(
        "s", 1, 3, Market, Quantity.Parse(held, "test"), MicroDollars.Zero, MicroDollars.Zero, MicroDollars.Zero, Quantity.Zero);
}
