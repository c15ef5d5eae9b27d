using System.Threading.Channels;
using Kalshi.Silo.Operations;
using Kalshi.Silo.Telemetry;

namespace Kalshi.Silo.Ingest;

/// <summary>Runs a venue's feed and takes its messages one by one, in order of receipt.</summary>
abstract class FeedIngest<TMessage>(string part, FeedAccount account, Readiness readiness) : BackgroundService
    where TMessage : notnull
{
    protected FeedAccount Account => account;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        readiness.Expect(part);
        return base.StartAsync(cancellationToken);
    }

    protected abstract ChannelReader<TMessage> Messages { get; }

    protected abstract Task RunFeedAsync(CancellationToken stop);

    protected abstract ValueTask TakeAsync(TMessage message);

    protected void Ready() => readiness.Done(part);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var reading = RunFeedAsync(stoppingToken);
        // Until the feed has ended, not until the stop: what it has read already must still reach the record.
        await foreach (var message in Messages.ReadAllAsync(CancellationToken.None))
        {
            using var trace = FrameTraces.Begin(account.Name, message);
            await TakeAsync(message);
        }
        await reading;
        account.State = "stopped";
    }
}
