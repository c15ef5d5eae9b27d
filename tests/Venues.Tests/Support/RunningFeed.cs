using Kalshi.Trading;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalshi.Venues.Tests;

/// <summary>A feed that runs against a <see cref="ScriptedVenue"/> until the test ends.</summary>
sealed class RunningFeed : IAsyncDisposable
{
    internal static readonly KalshiFeedOptions Quick = new()
    {
        Channels = [KalshiChannel.OrderBook],
        ReconnectBackoff = TimeSpan.FromMilliseconds(1),
        ResyncBackoff = TimeSpan.FromMilliseconds(1),
        BackoffMax = TimeSpan.FromMilliseconds(5),
        WatchPeriod = TimeSpan.FromMilliseconds(5),
        StormLimit = 1000,
        ConnectTimeout = ScriptedVenue.Patience,
        CommandTimeout = ScriptedVenue.Patience,
        SnapshotTimeout = ScriptedVenue.Patience,
        SilenceMax = ScriptedVenue.Patience,
    };

    readonly CancellationTokenSource _stop = new();
    readonly Task _run;

    internal RunningFeed(ScriptedVenue venue, KalshiFeedOptions? options = null, params MarketTicker[] tickers)
    {
        var endpoints = KalshiEndpoints.Parse("http://127.0.0.1/trade-api/v2", venue.Address.ToString());
        Feed = new(endpoints, TestKey.Credentials, options ?? Quick, TimeProvider.System, new Random(1), NullLogger<KalshiFeed>.Instance);
        Feed.Watch(tickers);
        _run = Feed.RunAsync(_stop.Token);
    }

    internal KalshiFeed Feed { get; }

    internal async Task<FeedMessage> NextAsync()
    {
        using var limit = new CancellationTokenSource(ScriptedVenue.Patience);
        return await Feed.Messages.ReadAsync(limit.Token);
    }

    /// <summary>The next message of a kind; what comes before it is dropped.</summary>
    internal async Task<T> NextAsync<T>() where T : FeedMessage
    {
        while (true)
            if (await NextAsync() is T message)
                return message;
    }

    internal async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(ScriptedVenue.Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }
}
