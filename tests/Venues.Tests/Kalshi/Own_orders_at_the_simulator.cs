using System.Globalization;
using System.Security.Cryptography;
using Kalshi.Trading;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalshi.Venues.Tests;

/// <summary>Client and simulator together, over real sockets with verified signatures.</summary>
public class Own_orders_at_the_simulator
{
    [Fact]
    public async Task A_trade_is_told_as_an_order_a_fill_and_a_position_that_agree_with_rest()
    {
        await using var account = await TradingAccount.OpenAsync();
        var accepted = await account.BuyAsync("paper:1", "0.9900", TimeInForce.ImmediateOrCancel);
        Assert.True(accepted.Filled > Quantity.Zero, "the generated market has an ask");

        var news = new List<FeedMessage>();
        do
            news.Add(await account.NextAsync());
        while (news[^1] is not OwnOrderFrame { Status: not "resting" });

        var order = Assert.IsType<OwnOrderFrame>(news[^1]);
        var fills = news.OfType<OwnFillFrame>().ToList();
        var listed = (await account.Orders.FillsAsync(account.Market, accepted.OrderId, null, CancellationToken.None)).Items;
        Assert.Equal(
            listed.Select(f => (f.FillId, f.OrderId, f.Outcome, f.YesPrice, f.Count, f.Fee, f.IsTaker)).OrderBy(f => f.FillId),
            fills.Select(f => (f.TradeId, f.OrderId, f.Outcome, f.YesPrice, f.Count, decimal.Parse(f.Fee.ToString(), CultureInfo.InvariantCulture), f.IsTaker)).OrderBy(f => f.TradeId));
        Assert.All(fills, fill => Assert.Equal(("paper:1", account.Market), (fill.ClientOrderId, fill.Ticker)));
        Assert.Equal(("paper:1", accepted.OrderId, accepted.Filled, Quantity.Zero), (order.ClientOrderId, order.OrderId, order.Filled, order.Remaining));
        Assert.Equal(fills[^1].PositionAfter, news.OfType<OwnPositionFrame>().Last().Position);
    }

    [Fact]
    public async Task An_order_that_rests_and_is_cancelled_is_told_at_each_step()
    {
        await using var account = await TradingAccount.OpenAsync();
        var accepted = await account.BuyAsync("paper:1", "0.0100", TimeInForce.GoodTillCanceled);
        Assert.Equal(("resting", accepted.Remaining), await StepAsync());
        await account.Orders.CancelAsync(accepted.OrderId, CancellationToken.None);
        Assert.Equal(("canceled", Quantity.Zero), await StepAsync());

        async Task<(string, Quantity)> StepAsync() =>
            await account.NextAsync<OwnOrderFrame>(o => o.OrderId == accepted.OrderId) is var order ? (order.Status, order.Remaining) : default;
    }

    [Fact]
    public async Task A_triggered_group_is_told_with_the_orders_that_it_cancelled()
    {
        await using var account = await TradingAccount.OpenAsync();
        var group = await account.Orders.CreateOrderGroupAsync(Quantity.FromSteps(100_000), CancellationToken.None);
        Assert.Equal(Quantity.FromSteps(100_000), (await account.NextAsync<OrderGroupFrame>(g => g.EventType == "created")).ContractsLimit);
        var accepted = await account.BuyAsync("paper:1", "0.0100", TimeInForce.GoodTillCanceled, group);
        Assert.Null(await account.Orders.TriggerOrderGroupAsync(group, CancellationToken.None));
        Assert.Equal(group, (await account.NextAsync<OrderGroupFrame>(g => g.IsTriggered)).GroupId);
        Assert.Equal("canceled", (await account.NextAsync<OwnOrderFrame>(o => o.OrderId == accepted.OrderId)).Status);
    }

    [Fact]
    public async Task A_cut_connection_is_a_loss_and_news_goes_on_after_it()
    {
        await using var account = await TradingAccount.OpenAsync("after 1 user_orders cut kalshi");
        await account.BuyAsync("paper:1", "0.0100", TimeInForce.GoodTillCanceled);
        var lost = await account.NextAsync<ContinuityLost>();
        await account.SubscribedAsync();
        Assert.NotEqual(lost.Session, account.Feed.Health().Session);
        await account.BuyAsync("paper:2", "0.0100", TimeInForce.GoodTillCanceled);
        Assert.Equal("paper:2", (await account.NextAsync<OwnOrderFrame>()).ClientOrderId);
    }

    [Fact]
    public async Task Another_key_is_not_let_in()
    {
        await using var account = await TradingAccount.OpenAsync();
        using var stranger = RSA.Create(2048);
        var endpoints = KalshiEndpoints.Parse(account.Simulator.KalshiRest.ToString(), account.Simulator.KalshiStream.ToString());
        var feed = new KalshiPrivateFeed(
            endpoints, KalshiCredentials.FromPem(TestKey.Id, stranger.ExportRSAPrivateKeyPem()), RunningFeed.Quick, TimeProvider.System, new Random(1),
            NullLogger<KalshiFeed>.Instance);
        using var stop = new CancellationTokenSource();
        var run = feed.RunAsync(stop.Token);
        await Eventually.HoldsAsync(() => feed.Health().LastFailure is not null, "the handshake is refused");
        Assert.Contains("401", feed.Health().LastFailure, StringComparison.Ordinal);
        Assert.Equal(0, feed.Counters.Connections);
        await stop.CancelAsync();
        await run;
    }
}
