using Kalshi.Grains.Events;
using Kalshi.Silo.Operations;
using Kalshi.Venues;

namespace Kalshi.Silo.Ingest;

/// <summary>Coinbase's WebSocket onto the bus: each tick becomes one event, each message that is none a dead letter.</summary>
sealed partial class SpotIngest(
    CoinbaseFeed feed, EventPump pump, FeedAccounts accounts, Readiness readiness, ILogger<SpotIngest> logger) : BackgroundService
{
    const string Source = "coinbase.ws";
    const string Part = "coinbase feed";

    readonly FeedAccount _account = accounts.Coinbase;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        readiness.Expect(Part);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var reading = feed.RunAsync(stoppingToken);
        // Until the feed has ended, not until the stop: what it has read already must still reach the record.
        await foreach (var message in feed.Messages.ReadAllAsync(CancellationToken.None))
            await TakeAsync(message);
        await reading;
        _account.State = "stopped";
    }

    async ValueTask TakeAsync(SpotMessage message)
    {
        _account.Session = message.Session;
        switch (message)
        {
            case SpotTickFrame tick:
                _account.State = "live";
                await pump.PublishAsync(EventOf(tick), Source, _account, CancellationToken.None);
                break;
            case SpotHeartbeatFrame:
                _account.Control();
                break;
            case SpotControlFrame control:
                _account.Control();
                if (control.IsError)
                    LogVenueError(control.Text);
                else
                    readiness.Done(Part);
                break;
            case SpotMalformedFrame malformed:
                await pump.DeadLetterAsync(_account, Source, malformed.Reason, malformed.Raw, CancellationToken.None);
                break;
            case SpotSequenceGap:
                _account.Gap();
                break;
            case SpotFeedLost lost:
                _account.State = $"reconnecting: {lost.Reason}";
                break;
        }
    }

    static SpotTick EventOf(SpotTickFrame tick) => new(
        tick.ProductId, tick.TsMs / 1000, tick.Price, tick.BestBid, tick.BestAsk, tick.BidQuantity, tick.AskQuantity, tick.Sequence, tick.TsMs);

    [LoggerMessage(6111, LogLevel.Warning, "Coinbase refused a subscription: {Text}")]
    partial void LogVenueError(string text);
}
