using Kalshi.Silo.Operations;
using Kalshi.Venues;

namespace Kalshi.Silo.Ingest;

/// <summary>Kalshi's WebSocket onto the bus: each data frame becomes one event, or a dead letter with its reason.</summary>
sealed partial class QuoteIngest(
    KalshiFeed feed, EventPump pump, FeedAccounts accounts, Readiness readiness, ILogger<QuoteIngest> logger) : BackgroundService
{
    const string Source = "kalshi.ws";
    const string Part = "kalshi feed";

    readonly FeedAccount _account = accounts.Kalshi;

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

    async ValueTask TakeAsync(FeedMessage message)
    {
        _account.Session = message.Session;
        switch (message)
        {
            case ControlFrame control:
                _account.Control();
                if (control.Kind == ControlKind.Subscribed)
                    readiness.Done(Part);
                if (control.Kind == ControlKind.Error)
                    LogVenueError(control.Code, control.Text);
                break;
            case ContinuityLost lost:
                _account.Gap();
                _account.State = $"resynchronising: {lost.Reason}";
                foreach (var gap in KalshiEvents.Gaps(lost))
                    await pump.PublishAsideAsync(gap, Source, CancellationToken.None);
                break;
            case MalformedFrame malformed:
                await pump.DeadLetterAsync(_account, Source, malformed.Reason, malformed.Raw, CancellationToken.None);
                break;
            case RefusedDeltaFrame refused:
                await pump.DeadLetterAsync(_account, Source, refused.Reason, KalshiEvents.Describe(refused), CancellationToken.None);
                break;
            default:
                if (KalshiEvents.From(message) is { } payload)
                {
                    _account.State = "live";
                    await pump.PublishAsync(payload, Source, _account, CancellationToken.None);
                }
                else
                {
                    await pump.DeadLetterAsync(
                        _account, Source, $"no event stands for a {message.GetType().Name}", KalshiEvents.Describe(message), CancellationToken.None);
                }
                break;
        }
    }

    [LoggerMessage(6101, LogLevel.Warning, "Kalshi answered with error {Code}: {Text}")]
    partial void LogVenueError(int? code, string? text);
}
