using Kalshi.Grains.Events;
using Kalshi.Grains.Gate;
using Kalshi.Trading;
using Kalshi.Trading.Orders;
using Microsoft.Extensions.Logging;

namespace Kalshi.Grains.Orders;

/// <summary>All orders of an account. It keeps nothing: which orders are open is in the account, how they stand in their grains,
/// and what rests at the venue is asked there.</summary>
public sealed partial class OrdersGrain(OrderVenues venues, IEventRecorder recorder, VenueClock clock, ILogger<OrdersGrain> logger)
    : Grain, IOrdersGrain
{
    // The venue's write budget lets some twenty cancels through at once; more at a time would only wait.
    const int AtOnce = 10;

    static readonly TimeSpan VenuePatience = TimeSpan.FromSeconds(20);

    string AccountName => this.GetPrimaryKeyString();

    IPositionGrain Account => GrainFactory.GetGrain<IPositionGrain>(AccountName);

    public async Task<IReadOnlyList<OrderView>> OpenOrdersAsync()
    {
        var views = await Task.WhenAll((await Account.PendingOrdersAsync()).Select(id => GrainFactory.GetGrain<IOrderGrain>(id).ViewAsync()));
        return [.. views.OfType<OrderView>()];
    }

    public async Task ResumeAsync()
    {
        foreach (var orderId in await Account.PendingOrdersAsync())
        {
            try
            {
                // A reservation without an intent: the process ended between the two, and nothing was sent.
                var order = await GrainFactory.GetGrain<IOrderGrain>(orderId).ResumeAsync();
                if (order is null)
                    await Account.CancelReservationAsync(orderId);
                else if (order.Done)
                    LogResumed(orderId, order.Status, order.Reason);
            }
            catch (Exception e)
            {
                // One order that cannot be finished must not keep the others from it.
                LogNotResumed(orderId, e);
            }
        }
    }

    public async Task<CancelAllView> CancelAllAsync(string actor, string reason, string scope)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        if (!GateScope.IsValid(scope))
            throw new ArgumentException($"scope: '{scope}' is no scope", nameof(scope));
        if (venues.Find(AccountName) is not { } venue)
            return new(AccountName, Flat: true, null, [], []);

        var isAll = scope == GateScope.Global || scope == GateScope.Venue(GateScope.Kalshi);
        var group = isAll ? await TriggerGroupAsync(venue) : null;
        var orders = (await OpenOrdersAsync()).Where(order => IsIn(scope, order.Intent)).ToArray();
        var after = new List<OrderView>();
        foreach (var some in orders.Chunk(AtOnce))
            after.AddRange(await Task.WhenAll(some.Select(order => CancelAsync(order, actor, reason))));

        var open = after.Where(order => !order.Done).ToArray();
        var flat = open.Length == 0 && (!isAll || await NothingRestsAsync(venue));
        LogCancelledAll(AccountName, actor, reason, after.Count, flat);
        return new(AccountName, flat, group, [.. after.Where(order => order.Done)], open);
    }

    public async Task<FlattenView> FlattenAsync(string actor, string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        // On the record first: these exits pass a halt in this person's name.
        await recorder.RecordAsync([GateChange.Event($"account:{AccountName}", clock.NowTs, clock.NowTs, "flatten", actor, reason)]);
        var cancelled = await CancelAllAsync(actor, reason, GateScope.Global);
        if (!cancelled.Flat)
            return new(AccountName, Flat: false, cancelled, [], ["orders may still fill: flatten again when they are cancelled"]);

        var exits = new List<OrderView>();
        var left = new List<string>();
        foreach (var position in (await Account.ViewAsync()).Open)
        {
            var market = await GrainFactory.GetGrain<IMarketGrain>(position.Market.Value).ViewAsync();
            if (BestBid(market, position.Side) is not { } bid)
            {
                left.Add($"{position.Market}: nobody is known to bid for {position.Side} (book {market.BookState}, status {market.Status})");
                continue;
            }
            var exit = await ExitAsync(position, bid, actor);
            exits.Add(exit);
            if (exit.Filled < position.Quantity)
                left.Add($"{position.Market}: {exit.Filled} of {position.Quantity} sold, order {exit.Status} {exit.Reason}");
        }
        return new(AccountName, left.Count == 0, cancelled, exits, left);
    }

    Task<OrderView> ExitAsync(PositionView position, Price bid, string actor)
    {
        // The same position is closed once a second at most, whoever asks how often.
        var cause = $"flatten:{clock.NowTs}:{position.Quantity}";
        var intent = new OrderIntent(
            cause, position.Market, position.Side, position.Quantity, bid, clock.NowTs, OrderEffect.Close, Operator: actor);
        return GrainFactory.GetGrain<IOrderGrain>(ClientOrderId.ForExit(AccountName, position.Market, cause)).OpenAsync(intent);
    }

    async Task<OrderView> CancelAsync(OrderView order, string actor, string reason)
    {
        try
        {
            return await GrainFactory.GetGrain<IOrderGrain>(order.OrderId).CancelAsync(actor, reason) ?? order;
        }
        catch (Exception e)
        {
            // Not confirmed: it stays among the open ones.
            LogNotCancelled(order.OrderId, e);
            return order;
        }
    }

    async Task<string?> TriggerGroupAsync(IOrderVenue venue)
    {
        using var limit = new CancellationTokenSource(VenuePatience, clock.Time);
        try
        {
            return await venue.CancelGroupAsync(limit.Token);
        }
        catch (Exception e)
        {
            return $"order group: {e.Message}";
        }
    }

    // What we know of is cancelled; whether anything else rests there is for the venue to say.
    async Task<bool> NothingRestsAsync(IOrderVenue venue)
    {
        if (!venue.HasOwnTruth)
            return true;
        using var limit = new CancellationTokenSource(VenuePatience, clock.Time);
        try
        {
            var truth = await venue.TruthAsync(clock.NowTs, limit.Token);
            return truth.Orders.All(order => order.Report.Status != VenueOrderStatus.Resting);
        }
        catch (Exception e) when (e is VenueUnavailableException or OperationCanceledException)
        {
            return false;
        }
    }

    static bool IsIn(string scope, OrderIntent intent) =>
        scope == GateScope.Global || scope == GateScope.Venue(GateScope.Kalshi) || scope == GateScope.Series(intent.Market.Series)
        || scope == GateScope.Strategy(intent.Strategy);

    static Price? BestBid(MarketView market, Side side) => market is { Status: "active", BookState: "live", Quote: { } quote }
        ? side == Side.Yes ? quote.YesBid : quote.YesAsk?.Complement
        : null;

    [LoggerMessage(4231, LogLevel.Warning, "Order {OrderId} was left open; it is {Status} now ({Reason})")]
    partial void LogResumed(string orderId, string status, string? reason);

    [LoggerMessage(4232, LogLevel.Error, "Order {OrderId} was left open and could not be finished")]
    partial void LogNotResumed(string orderId, Exception exception);

    [LoggerMessage(4233, LogLevel.Error, "Order {OrderId} could not be cancelled")]
    partial void LogNotCancelled(string orderId, Exception exception);

    [LoggerMessage(4234, LogLevel.Warning, "Account {Account}: {Count} orders cancelled by {Actor} ({Reason}); flat: {Flat}")]
    partial void LogCancelledAll(string account, string actor, string reason, int count, bool flat);
}
