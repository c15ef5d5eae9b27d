using System.Threading.Channels;
using Kalshi.Grains;
using Kalshi.Grains.Orders;
using Kalshi.Venues;

namespace Kalshi.Silo.Orders;

/// <summary>Reads what the venue has paid out and tells the accounts that trade there. The catalogue tells the same from the market's
/// result; whoever comes first, a market settles once, and two different outcomes stop trading.</summary>
sealed partial class VenueSettlements(
    IGrainFactory grains, OrderVenues venues, KalshiOrders orders, OrderServiceOptions options, VenueClock clock, TimeProvider time,
    ILogger<VenueSettlements> logger) : BackgroundService
{
    // At the start: longer than any outage that nobody looks at.
    const long LookBackSeconds = 7 * 24 * 3600;

    // A listing that begins a little earlier than the last one ended misses nothing.
    const long MarginSeconds = 3600;

    readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    readonly HashSet<(string Ticker, long Ts)> _unreadable = [];
    long? _readUntilTs;

    readonly string[] _accounts = [.. venues.Accounts.Where(account => venues.Of(account).KeepsBooks)];

    /// <summary>Something was paid out, or may have been.</summary>
    internal void LookSoon() => _bell.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await LookAsync(stoppingToken);
            await RestAsync(stoppingToken);
        }
    }

    /// <summary>One look; what it cannot read or book now, the next one tries again.</summary>
    internal async Task LookAsync(CancellationToken stop)
    {
        try
        {
            var startedTs = clock.NowTs;
            var since = (_readUntilTs ?? startedTs) - (_readUntilTs is null ? LookBackSeconds : MarginSeconds);
            var listing = await orders.SettlementsAsync(null, since, null, stop);
            foreach (var settlement in listing.Items)
                await TellAsync(settlement);
            foreach (var reason in listing.Rejected)
                LogRejected(reason);
            if (listing is { IsComplete: true, Rejected.Count: 0 })
                _readUntilTs = startedTs;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            LogFailed(e);
        }
    }

    async Task TellAsync(VenueSettlement settlement)
    {
        if (PaidOut.Of(settlement, out var fault) is { } paid)
        {
            foreach (var account in _accounts)
                await grains.GetGrain<IPositionGrain>(account).SettleAsync(paid.Market, paid.Outcome, paid.SettledTs);
        }
        else if (_unreadable.Add((settlement.Ticker.Value, settlement.SettledTs)))
        {
            LogUnreadable(settlement.Ticker.Value, fault);
        }
    }

    async Task RestAsync(CancellationToken stop)
    {
        using var rest = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var waiting = Task.Delay(clock.OnWall(options.SettlementInterval), time, rest.Token);
        await Task.WhenAny(waiting, _bell.Reader.WaitToReadAsync(rest.Token).AsTask());
        await rest.CancelAsync();
        stop.ThrowIfCancellationRequested();
        _bell.Reader.TryRead(out _);
    }

    [LoggerMessage(6351, LogLevel.Warning, "The venue's settlements could not be read and booked; the next look tries again")]
    partial void LogFailed(Exception exception);

    [LoggerMessage(6352, LogLevel.Error, "A settlement of the venue cannot be read: {Reason}")]
    partial void LogRejected(string reason);

    [LoggerMessage(6353, LogLevel.Error, "{Market} was settled in a way that is not booked by itself ({Fault}): reconciliation finds the difference, an operator decides")]
    partial void LogUnreadable(string market, string? fault);
}
