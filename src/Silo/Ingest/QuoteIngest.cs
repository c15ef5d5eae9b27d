using System.Threading.Channels;
using Kalshi.Grains.Events;
using Kalshi.Silo.Operations;
using Kalshi.Venues;

namespace Kalshi.Silo.Ingest;

/// <summary>Kalshi's WebSocket onto the bus: each data frame becomes one event, or a dead letter with its reason.</summary>
sealed partial class QuoteIngest(
    KalshiFeed feed, EventPump pump, FeedAccounts accounts, Readiness readiness, ILogger<QuoteIngest> logger)
    : FeedIngest<FeedMessage>("kalshi feed", accounts.Kalshi, readiness)
{
    const string Source = "kalshi.ws";

    readonly MissedBooks _missed = new(ticker => feed.Distrust(ticker, "the bus did not take an event of it"));

    protected override ChannelReader<FeedMessage> Messages => feed.Messages;

    protected override Task RunFeedAsync(CancellationToken stop) => feed.RunAsync(stop);

    protected override async ValueTask TakeAsync(FeedMessage message)
    {
        Account.Session = message.Session;
        switch (message)
        {
            case ControlFrame control:
                Account.Control();
                if (control.Kind == ControlKind.Subscribed)
                    Ready();
                if (control.Kind == ControlKind.Error)
                    LogVenueError(control.Code, control.Text);
                break;
            case ContinuityLost lost:
                Account.Gap();
                Account.State = $"resynchronising: {lost.Reason}";
                foreach (var gap in KalshiEvents.Gaps(lost))
                    await pump.PublishAsideAsync(gap, Source, CancellationToken.None);
                break;
            case MalformedFrame malformed:
                await pump.DeadLetterAsync(Account, Source, malformed.Reason, malformed.Raw, CancellationToken.None);
                break;
            case RefusedDeltaFrame refused:
                await pump.DeadLetterAsync(Account, Source, refused.Reason, KalshiEvents.Describe(refused), CancellationToken.None);
                break;
            default:
                if (KalshiEvents.From(message) is { } payload)
                {
                    Account.State = "live";
                    _ = FollowAsync(payload, await pump.PublishAsync(payload, Source, Account, CancellationToken.None));
                }
                else
                {
                    await pump.DeadLetterAsync(
                        Account, Source, $"no event stands for a {message.GetType().Name}", KalshiEvents.Describe(message), CancellationToken.None);
                }
                break;
        }
    }

    // Only changes build on each other: a quote that is missing is made up for by the next one.
    async Task FollowAsync(DomainEvent payload, Task<bool> recorded)
    {
        if (await recorded)
            _missed.BusTakes();
        else if (payload is OrderBookDelta delta)
            _missed.Add(delta.Market);
        else if (payload is OrderBookSnapshot snapshot)
            _missed.Add(snapshot.Market);
    }

    [LoggerMessage(6101, LogLevel.Warning, "Kalshi answered with error {Code}: {Text}")]
    partial void LogVenueError(int? code, string? text);
}
