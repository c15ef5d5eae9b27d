using Kalshi.Trading.Orders;

namespace Kalshi.Trading.Tests.Orders;

public sealed class OrderLifeTests
{
    static readonly Quantity Ten = Contracts(10);

    [Fact]
    public void An_accepted_order_rests_fills_in_parts_and_ends_filled()
    {
        var order = After(Sent(), Report(VenueOrderStatus.Resting, 0, 10));
        Assert.Equal(OrderStatus.Resting, order.Status);

        order = After(order, Fill("a", 4));
        Assert.Equal((OrderStatus.PartiallyFilled, Contracts(4), Contracts(6)), (order.Status, order.Filled, order.Open));

        order = After(order, Fill("b", 6));
        Assert.Equal((OrderStatus.Filled, Quantity.Zero, true), (order.Status, order.Open, order.IsComplete));
    }

    [Fact]
    public void An_order_is_sent_once_whatever_became_of_it()
    {
        Assert.Contains("sent before", Refusal(Sent(), new OrderSent()), StringComparison.Ordinal);
        Assert.NotNull(Refusal(After(Sent(), new OrderOutcomeLost("time-out")), new OrderSent()));
    }

    [Fact]
    public void A_lost_outcome_is_unknown_and_never_rejected_or_denied_afterwards()
    {
        var unknown = After(Sent(), new OrderOutcomeLost("HTTP 503"));

        Assert.Equal((OrderStatus.Unknown, "HTTP 503", Ten), (unknown.Status, unknown.Reason, unknown.Open));
        Assert.NotNull(Refusal(unknown, new OrderRefusedByVenue("invalid_price")));
        Assert.NotNull(Refusal(unknown, new OrderDeniedByUs("changed our mind")));
    }

    [Fact]
    public void An_unknown_order_that_the_venue_has_goes_on_where_the_venue_is()
    {
        var unknown = After(Sent(), new OrderOutcomeLost("time-out"));

        Assert.Equal(OrderStatus.PartiallyFilled, After(unknown, Report(VenueOrderStatus.Resting, 3, 7)).Status);
        Assert.Equal(OrderStatus.Filled, After(unknown, Report(VenueOrderStatus.Executed, 10, 0)).Status);
        Assert.Equal(OrderStatus.Cancelled, After(unknown, Report(VenueOrderStatus.Cancelled, 3, 0)).Status);
    }

    [Fact]
    public void An_order_that_ended_is_complete_only_when_every_reported_fill_is_known()
    {
        var order = After(Sent(), Report(VenueOrderStatus.Cancelled, 3, 0));
        Assert.Equal((OrderStatus.Cancelled, false, Contracts(3)), (order.Status, order.IsComplete, order.Open));

        order = After(order, Fill("a", 3));
        Assert.Equal((true, Quantity.Zero), (order.IsComplete, order.Open));
        Assert.Contains("it ended with 3.00", Refusal(order, Fill("b", 1)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancel_that_races_a_fill_keeps_the_fill()
    {
        var order = After(Sent(), Report(VenueOrderStatus.Resting, 0, 10), new OrderCancelWanted("halt"));
        Assert.Equal(OrderStatus.Resting, order.Status);

        // The venue had nothing to cancel; asked, it says that all was executed.
        order = After(order, Report(VenueOrderStatus.Executed, 10, 0), Fill("a", 10));
        Assert.Equal((OrderStatus.Filled, Ten), (order.Status, order.Filled));
    }

    [Fact]
    public void An_order_that_was_not_sent_is_cancelled_at_once()
    {
        var order = After(OrderLife.Begin(Ten), new OrderCancelWanted("halt"));

        Assert.Equal((OrderStatus.Denied, true), (order.Status, order.IsComplete));
    }

    [Fact]
    public void A_decrease_holds_once_the_venue_shows_it()
    {
        var order = After(Sent(), Report(VenueOrderStatus.Resting, 2, 8), new OrderDecreaseWanted(Contracts(5)));
        Assert.Equal(Ten, order.Quantity);

        order = After(order, Report(VenueOrderStatus.Resting, 2, 3));
        Assert.Equal((Contracts(5), null), (order.Quantity, order.DecreaseTo));
        Assert.Equal(OrderStatus.Filled, After(order, Report(VenueOrderStatus.Executed, 5, 0)).Status);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(12)]
    [InlineData(2)]
    [InlineData(1)]
    public void A_decrease_to_more_or_to_what_is_filled_is_refused(int quantity) =>
        Assert.NotNull(Refusal(After(Sent(), Report(VenueOrderStatus.Resting, 2, 8)), new OrderDecreaseWanted(Contracts(quantity))));

    [Fact]
    public void A_report_that_is_older_than_what_is_known_changes_nothing()
    {
        var order = After(Sent(), Report(VenueOrderStatus.Resting, 4, 6));

        Assert.Contains("older", Refusal(order, Report(VenueOrderStatus.Resting, 2, 8)), StringComparison.Ordinal);
        Assert.Contains("older", Refusal(After(order, Report(VenueOrderStatus.Executed, 10, 0)), Report(VenueOrderStatus.Resting, 4, 6)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_about_another_order_is_refused()
    {
        var order = After(Sent(), Report(VenueOrderStatus.Resting, 0, 10));

        Assert.Contains("v-2", Refusal(order, new OrderReported("v-2", VenueOrderStatus.Cancelled, Quantity.Zero, Quantity.Zero)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fill_counts_once_and_never_beyond_the_quantity()
    {
        var order = After(Sent(), Report(VenueOrderStatus.Resting, 0, 10), Fill("a", 6));

        Assert.Same(order, After(order, Fill("a", 6)));
        Assert.Contains("12.00 filled of 10.00", Refusal(order, Fill("b", 6)), StringComparison.Ordinal);
        Assert.NotNull(Refusal(order, Fill("c", 0)));
    }

    [Fact]
    public void A_fill_of_an_order_that_was_never_sent_or_was_refused_is_refused_with_a_reason()
    {
        Assert.NotNull(Refusal(OrderLife.Begin(Ten), Fill("a", 1)));
        Assert.NotNull(Refusal(After(Sent(), new OrderRefusedByVenue("invalid_price")), Fill("a", 1)));
        Assert.NotNull(Refusal(After(OrderLife.Begin(Ten), new OrderDeniedByUs("limit")), Report(VenueOrderStatus.Resting, 0, 10)));
    }

    [Fact]
    public void Our_client_may_refuse_to_send_and_the_order_is_then_denied()
    {
        Assert.Equal(OrderStatus.Denied, After(Sent(), new OrderDeniedByUs("write budget")).Status);
    }

    internal static Quantity Contracts(int count) => Quantity.FromSteps(count * Quantity.Scale);

    internal static OrderReported Report(VenueOrderStatus status, int filled, int remaining) =>
        new("v-1", status, Contracts(filled), Contracts(remaining));

    internal static OrderFilled Fill(string id, int count) =>
        new(new OrderFill(id, Contracts(count), Price.FromSteps(5000), Money.Zero, true, 0));

    static OrderLife Sent() => After(OrderLife.Begin(Ten), new OrderSent());

    static OrderLife After(OrderLife order, params OrderEvent[] events) => events.Aggregate(order, (current, news) =>
    {
        var (next, refusal) = current.Apply(news);
        Assert.Null(refusal);
        return next;
    });

    static string Refusal(OrderLife order, OrderEvent news)
    {
        var (next, refusal) = order.Apply(news);
        Assert.Same(order, next);
        Assert.NotNull(refusal);
        return refusal;
    }
}
