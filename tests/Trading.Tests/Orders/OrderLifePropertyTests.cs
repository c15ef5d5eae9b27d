using FsCheck;
using FsCheck.Fluent;
using Kalshi.Trading.Orders;

namespace Kalshi.Trading.Tests.Orders;

/// <summary>Whatever happens in whatever order: an event is taken and keeps the invariants, or is refused and changes nothing.</summary>
public sealed class OrderLifePropertyTests
{
    const int Ordered = 6;

    static readonly Gen<OrderEvent> Events = Gen.OneOf(
        Gen.Constant<OrderEvent>(new OrderSent()),
        Gen.Constant<OrderEvent>(new OrderSent()),
        Gen.Constant<OrderEvent>(new OrderDeniedByUs("limit")),
        Gen.Constant<OrderEvent>(new OrderOutcomeLost("time-out")),
        Gen.Constant<OrderEvent>(new OrderOutcomeLost("time-out")),
        Gen.Constant<OrderEvent>(new OrderRefusedByVenue("no")),
        Gen.Constant<OrderEvent>(new OrderProvenAbsent("not listed")),
        Gen.Constant<OrderEvent>(new OrderCancelWanted("halt")),
        from quantity in Gen.Choose(0, Ordered) select (OrderEvent)new OrderDecreaseWanted(OrderLifeTests.Contracts(quantity)),
        from fill in Gen.Choose(0, 4)
        from count in Gen.Choose(0, 4)
        select (OrderEvent)OrderLifeTests.Fill($"fill-{fill}", count),
        Reports(), Reports(), Reports());

    static Gen<OrderEvent> Reports() =>
        from status in Gen.Elements(VenueOrderStatus.Resting, VenueOrderStatus.Executed, VenueOrderStatus.Cancelled)
        from filled in Gen.Choose(0, Ordered)
        from isWhole in Gen.Elements(true, true, true, false)
        from other in Gen.Choose(0, Ordered)
        from stranger in Gen.Choose(0, 19)
        select (OrderEvent)new OrderReported(
            stranger == 0 ? "v-2" : "v-1", status, OrderLifeTests.Contracts(filled),
            OrderLifeTests.Contracts(status == VenueOrderStatus.Resting ? isWhole ? Ordered - filled : other : 0));

    [Fact]
    public void Every_event_in_any_state_is_taken_or_refused_with_a_reason_and_the_invariants_hold() =>
        Property.Asserted(Gen.ListOf(Events).Resize(60), events =>
        {
            var order = OrderLife.Begin(OrderLifeTests.Contracts(Ordered));
            foreach (var news in events)
            {
                var (next, refusal) = order.Apply(news);
                if (refusal is not null)
                {
                    Assert.Same(order, next);
                    Assert.StartsWith(order.Status.Word, refusal, StringComparison.Ordinal);
                }
                AssertInvariants(order, next, news);
                order = next;
            }
        }, cases: 5_000);

    static void AssertInvariants(OrderLife before, OrderLife after, OrderEvent news)
    {
        Assert.True(after.Filled <= after.Quantity, $"{after.Filled} filled of {after.Quantity} after {news}");
        Assert.True(after.Filled <= after.Reported && after.Reported <= after.Quantity, $"{after} after {news}");
        Assert.True(after.Open >= Quantity.Zero, $"{after} after {news}");
        Assert.True(after.Filled >= before.Filled && after.Reported >= before.Reported, $"a fill was lost by {news}");
        Assert.True(!before.Sent || after.Sent, $"{news} unsent it");
        Assert.True(after.Sent || after.Fills.Count == 0, $"{news} filled an order that was never sent");
        Assert.Equal(after.Fills.Count, after.Fills.Select(f => f.FillId).Distinct().Count());
        if (before.Status.IsTerminal)
            Assert.Equal(before.Status, after.Status);
        if (before.Status == OrderStatus.Unknown && after.Status != OrderStatus.Unknown)
            Assert.True(news is OrderReported or OrderProvenAbsent, $"{news} ended an unknown outcome");
        if (after.Status is OrderStatus.Denied or OrderStatus.Rejected)
            Assert.True(after.Reported.IsZero && after.Reason is not null, $"{after} after {news}");
        if (after.Status == OrderStatus.Filled)
            Assert.Equal(after.Quantity, after.Reported);
        if (before.VenueOrderId is not null)
            Assert.Equal(before.VenueOrderId, after.VenueOrderId);
    }

    [Fact]
    public void Random_histories_reach_every_status()
    {
        var reached = new HashSet<OrderStatus>();
        Property.Asserted(Gen.ListOf(Events).Resize(60), events =>
        {
            var order = OrderLife.Begin(OrderLifeTests.Contracts(Ordered));
            foreach (var news in events)
            {
                order = order.Apply(news).Order;
                reached.Add(order.Status);
            }
        }, cases: 2_000);

        Assert.Equal(Enum.GetValues<OrderStatus>().Length, reached.Count);
    }
}
