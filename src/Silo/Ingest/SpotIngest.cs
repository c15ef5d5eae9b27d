using System.Threading.Channels;
using Kalshi.Grains.Events;
using Kalshi.Silo.Operations;
using Kalshi.Venues;

namespace Kalshi.Silo.Ingest;

/// <summary>Coinbase's WebSocket onto the bus: each tick becomes one event, each message that is none a dead letter.</summary>
sealed partial class SpotIngest(
    CoinbaseFeed feed, EventPump pump, FeedAccounts accounts, Readiness readiness, ILogger<SpotIngest> logger)
    : FeedIngest<SpotMessage>("coinbase feed", accounts.Coinbase, readiness)
{
    const string Source = "coinbase.ws";

    protected override ChannelReader<SpotMessage> Messages => feed.Messages;

    protected override Task RunFeedAsync(CancellationToken stop) => feed.RunAsync(stop);

    protected override async ValueTask TakeAsync(SpotMessage message)
    {
        Account.Session = message.Session;
        switch (message)
        {
            case SpotTickFrame tick:
                Account.State = "live";
                await pump.PublishAsync(EventOf(tick), Source, Account, CancellationToken.None);
                break;
            case SpotHeartbeatFrame:
                Account.Control();
                break;
            case SpotControlFrame control:
                Account.Control();
                if (control.IsError)
                    LogVenueError(control.Text);
                else
                    Ready();
                break;
            case SpotMalformedFrame malformed:
                await pump.DeadLetterAsync(Account, Source, malformed.Reason, malformed.Raw, CancellationToken.None);
                break;
            case SpotSequenceGap:
                Account.Gap();
                break;
            case SpotFeedLost lost:
                Account.State = $"reconnecting: {lost.Reason}";
                break;
        }
    }

    static SpotTick EventOf(SpotTickFrame tick) => new(
        tick.ProductId, tick.TsMs / 1000, tick.Price, tick.BestBid, tick.BestAsk, tick.BidQuantity, tick.AskQuantity, tick.Sequence, tick.TsMs);

    [LoggerMessage(6111, LogLevel.Warning, "Coinbase refused a subscription: {Text}")]
    partial void LogVenueError(string text);
}
