using Kalshi.Grains.Tests.Drills;
using Kalshi.Grains.Tests.Hosting;
using Kalshi.Venues;

namespace Kalshi.Grains.Tests.Orders;

/// <summary>The venue tells of our orders, and nobody else asks after them here.</summary>
public sealed class OrderNewsTests
{
    [Fact]
    public async Task An_order_that_ends_at_the_venue_is_known_to_have_ended_without_anybody_asking()
    {
        await using var ground = await DrillGround.OpenAsync();
        await using var grains = (await ground.StartProcessAsync()).Grains;
        await DrillGround.SettleAsync(grains);
        using var news = ground.News(grains);
        await news.StartAsync(CancellationToken.None);

        var order = await Order(grains, "told").OpenAsync(ground.Resting(0, "told"));
        Assert.Equal("resting", order.Status);
        Assert.IsType<OrderCancelled>(await ground.CancelAtVenueAsync(order));

        await EndsAsync(grains, "told");
        await news.StopAsync(CancellationToken.None);
        await ground.AssertAddsUpAsync(grains);
    }

    [Fact]
    public async Task What_happened_while_nobody_listened_is_asked_for_when_the_connection_is_there()
    {
        await using var ground = await DrillGround.OpenAsync();
        await using var grains = (await ground.StartProcessAsync()).Grains;
        await DrillGround.SettleAsync(grains);
        Assert.IsType<OrderCancelled>(await ground.CancelAtVenueAsync(await Order(grains, "missed").OpenAsync(ground.Resting(0, "missed"))));
        Assert.False((await Order(grains, "missed").ViewAsync())!.Done);

        using var news = ground.News(grains);
        await news.StartAsync(CancellationToken.None);

        await EndsAsync(grains, "missed");
        await news.StopAsync(CancellationToken.None);
    }

    static Task EndsAsync(GrainsUnderTest grains, string key) => Eventually.TrueAsync(
        async () => await Order(grains, key).ViewAsync() is { Status: "cancelled", Done: true }, "the order has ended");

    static IOrderGrain Order(GrainsUnderTest grains, string key) => grains.Factory.GetGrain<IOrderGrain>($"{DrillGround.Account}:{key}");
}
