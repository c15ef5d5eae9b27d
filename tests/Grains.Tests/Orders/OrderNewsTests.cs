using Kalshi.Grains.Orders;
using Kalshi.Grains.Tests.Drills;
using Kalshi.Grains.Tests.Hosting;
using Kalshi.Venues;

namespace Kalshi.Grains.Tests.Orders;

/// <summary>The venue tells of our orders, and nobody else asks after them here.</summary>
public sealed class OrderNewsTests
{
    const int Channels = 4;

    // No order asks by itself before a test is over: what is known of its end came with the news.
    static readonly OrderOptions Mute = DrillGround.Orders with { QueryWait = TimeSpan.FromHours(1), QueryWaitMax = TimeSpan.FromHours(1) };

    [Fact]
    public async Task An_order_that_ends_at_the_venue_is_known_to_have_ended_without_anybody_asking()
    {
        await using var ground = await DrillGround.OpenAsync();
        await using var grains = (await ground.StartProcessAsync(orders: Mute)).Grains;
        await DrillGround.SettleAsync(grains);
        var (news, feed) = ground.News(grains);
        using var listening = news;
        await news.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => Task.FromResult(feed.Counters.Controls >= Channels), "every channel is subscribed");

        await EndAtVenueAsync(ground, await RestAsync(ground, grains, "told"));

        await EndsAsync(grains, "told");
        await news.StopAsync(CancellationToken.None);
        await ground.AssertAddsUpAsync(grains);
    }

    [Fact]
    public async Task What_happened_while_nobody_listened_is_asked_for_when_the_connection_is_there()
    {
        await using var ground = await DrillGround.OpenAsync();
        await using var grains = (await ground.StartProcessAsync(orders: Mute)).Grains;
        await DrillGround.SettleAsync(grains);
        await EndAtVenueAsync(ground, await RestAsync(ground, grains, "missed"));
        Assert.False((await Order(grains, "missed").ViewAsync())!.Done);

        using var news = ground.News(grains).News;
        await news.StartAsync(CancellationToken.None);

        await EndsAsync(grains, "missed");
        await news.StopAsync(CancellationToken.None);
        await ground.AssertAddsUpAsync(grains);
    }

    /// <summary>An order that rests; on a slow machine the first answer may come too late, and it is asked for.</summary>
    static async Task<OrderView> RestAsync(DrillGround ground, GrainsUnderTest grains, string key)
    {
        var order = await Order(grains, key).OpenAsync(ground.Resting(0, key));
        await Eventually.TrueAsync(async () => (order = (await Order(grains, key).RefreshAsync())!).Status == "resting", "the order rests");
        return order;
    }

    /// <summary>An unanswered cancel is sent again; one that finds nothing was there before.</summary>
    static Task EndAtVenueAsync(DrillGround ground, OrderView order) => Eventually.TrueAsync(
        async () => await ground.CancelAtVenueAsync(order) is OrderCancelled or NothingToCancel, "the venue has cancelled the order");

    static Task EndsAsync(GrainsUnderTest grains, string key) => Eventually.TrueAsync(
        async () => await Order(grains, key).ViewAsync() is { Status: "cancelled", Done: true }, "the order has ended");

    static IOrderGrain Order(GrainsUnderTest grains, string key) => grains.Factory.GetGrain<IOrderGrain>($"{DrillGround.Account}:{key}");
}
