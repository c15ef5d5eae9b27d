using System.Threading.Channels;
using Kalshi.Grains;
using Kalshi.Grains.Orders;
using Kalshi.Venues;

namespace Kalshi.Silo.Orders;

/// <summary>Lets the venue's news of our own orders wake them, so that a fill is booked when it happens and not at the next
/// comparison.</summary>
/// <remarks>News books nothing: each order asks the venue itself, by its own rules, and a settlement is read from the venue's list. So
/// news that is late, repeated, out of order or wrong does no harm, and news that is missed costs the interval of reconciliation.</remarks>
sealed partial class OrderNews : BackgroundService
{
    readonly KalshiPrivateFeed _feed;
    readonly IGrainFactory _grains;
    readonly VenueSettlements _settlements;
    readonly IReadOnlyList<string> _accounts;
    readonly NewsInbox _inbox;
    readonly ILogger<OrderNews> _logger;

    // Full or empty: whoever wakes up takes all that is there.
    readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public OrderNews(KalshiPrivateFeed feed, IGrainFactory grains, OrderVenues venues, VenueSettlements settlements, ILogger<OrderNews> logger)
    {
        _feed = feed;
        _grains = grains;
        _settlements = settlements;
        _accounts = [.. venues.Accounts.Where(account => venues.Of(account).KeepsBooks)];
        _inbox = new(_accounts);
        _logger = logger;
    }

    /// <summary>Whether any account trades at the venue; without one there is no news.</summary>
    internal bool IsWanted => _accounts.Count > 0;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var reading = _feed.RunAsync(stoppingToken);
        var asking = AskAsync(stoppingToken);
        await foreach (var message in _feed.Messages.ReadAllAsync(CancellationToken.None))
        {
            if (message is MalformedFrame malformed)
                LogMalformed(malformed.Type, malformed.Reason);
            _inbox.Take(message);
            _bell.Writer.TryWrite(true);
        }
        _bell.Writer.TryComplete();
        await asking;
        await reading;
    }

    async Task AskAsync(CancellationToken stop)
    {
        await foreach (var _ in _bell.Reader.ReadAllAsync(CancellationToken.None))
        {
            if (stop.IsCancellationRequested)
                continue;
            var asked = _inbox.Drain();
            if (asked.All)
                await TryAsync("all", () => Task.WhenAll(_accounts.Select(account => _grains.GetGrain<IOrdersGrain>(account).ResumeAsync())));
            else
                foreach (var id in asked.Orders)
                    await TryAsync(id, () => _grains.GetGrain<IOrderGrain>(id).RefreshAsync());
            if (asked.Settled)
                _settlements.LookSoon();
        }
    }

    async Task TryAsync(string order, Func<Task> ask)
    {
        try
        {
            await ask();
        }
        catch (Exception e)
        {
            // Reconciliation comes by this order as well.
            LogFailed(order, e);
        }
    }

    [LoggerMessage(6343, LogLevel.Warning, "News of our own orders that cannot be read ({Type}): {Reason}")]
    partial void LogMalformed(string? type, string reason);

    [LoggerMessage(6344, LogLevel.Warning, "Order {Order} could not be asked after news of it; reconciliation will")]
    partial void LogFailed(string order, Exception exception);
}
