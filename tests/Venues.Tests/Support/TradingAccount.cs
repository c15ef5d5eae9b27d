using Kalshi.Trading;
using Kalshi.VenueSimulator;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalshi.Venues.Tests;

/// <summary>A key's account at a simulator that verifies signatures: orders over REST, news over the stream.</summary>
sealed class TradingAccount : IAsyncDisposable
{
    // Five minutes into an hour: a generated venue has its whole ladder then.
    static readonly DateTimeOffset Origin = new(2026, 11, 21, 14, 5, 0, TimeSpan.Zero);

    readonly CancellationTokenSource _stop = new();
    readonly Task _run;

    TradingAccount(SimulatorHost simulator, KalshiEndpoints endpoints, TimeProvider clock, MarketTicker market)
    {
        Simulator = simulator;
        Market = market;
        Orders = new(endpoints, TestKey.Credentials, KalshiRest.CreateHttpClient(), new(), new WriteBudgetOptions(), clock, new Random(1));
        Feed = new(endpoints, TestKey.Credentials, RunningFeed.Quick, clock, new Random(2), NullLogger<KalshiFeed>.Instance);
        _run = Feed.RunAsync(_stop.Token);
    }

    internal SimulatorHost Simulator { get; }

    internal KalshiOrders Orders { get; }

    internal KalshiPrivateFeed Feed { get; }

    /// <summary>A market with bids and asks.</summary>
    internal MarketTicker Market { get; }

    /// <summary>Returns when every private channel is subscribed.</summary>
    internal static async Task<TradingAccount> OpenAsync(params string[] faults)
    {
        var anchor = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        var clock = new RatedTimeProvider(Origin, anchor, 1, TimeProvider.System);
        var simulator = await SimulatorHost.StartAsync(
            new SimulatorOptions
            {
                Seed = 11,
                Faults = faults,
                Clock = clock,
                TimestampTolerance = TimeSpan.FromMinutes(5),
                ApiKeyId = TestKey.Id,
                PublicKeyPem = TestKey.Rsa.ExportSubjectPublicKeyInfoPem(),
            }, CancellationToken.None);
        var endpoints = KalshiEndpoints.Parse(simulator.KalshiRest.ToString(), simulator.KalshiStream.ToString());
        using var rest = new KalshiRest(endpoints, null, KalshiRest.CreateHttpClient(), new(), clock, new Random(3));
        var ladder = (await rest.MarketsAsync("KXBTCD", MarketFilter.Open, CancellationToken.None)).Items.Where(m => m.Status == "active").OrderBy(m => m.Lower).ToArray();
        var account = new TradingAccount(simulator, endpoints, clock, ladder[ladder.Length / 2].Ticker);
        await account.SubscribedAsync();
        return account;
    }

    internal async Task SubscribedAsync()
    {
        for (var channels = 0; channels < 4;)
            channels += await NextAsync() is ControlFrame { Kind: ControlKind.Subscribed } ? 1 : 0;
    }

    internal async Task<FeedMessage> NextAsync()
    {
        using var limit = new CancellationTokenSource(ScriptedVenue.Patience);
        return await Feed.Messages.ReadAsync(limit.Token);
    }

    /// <summary>The next message of a kind; what comes before it is dropped.</summary>
    internal async Task<T> NextAsync<T>(Func<T, bool>? condition = null) where T : FeedMessage
    {
        while (true)
            if (await NextAsync() is T message && (condition is null || condition(message)))
                return message;
    }

    /// <summary>Buys two contracts of YES.</summary>
    internal async Task<OrderAccepted> BuyAsync(string clientOrderId, string limit, TimeInForce force, string? group = null) =>
        Assert.IsType<OrderAccepted>(await Orders.CreateAsync(
            new OrderRequest(Market, clientOrderId, Side.Yes, OrderAction.Buy, Price.Parse(limit, "test"), Quantity.FromSteps(200), force, false, false, group, null),
            CancellationToken.None));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(ScriptedVenue.Patience);
        await Simulator.DisposeAsync();
        Orders.Dispose();
        _stop.Dispose();
    }
}
