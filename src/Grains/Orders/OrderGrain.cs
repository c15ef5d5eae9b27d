using Kalshi.Grains.Events;
using Kalshi.Grains.State;
using Kalshi.Trading;
using Kalshi.Trading.Orders;
using Microsoft.Extensions.Logging;
using Orleans.Placement;

namespace Kalshi.Grains.Orders;

/// <summary>One order: its intent is committed before anything else happens, it is sent at most once, and every other step can be
/// done again.</summary>
/// <remarks>
/// The single activation is no lock. What makes a second trade impossible: the client order id follows from the intent, and
/// <see cref="OrderLife.Sent"/> is stored before the first byte goes out, in a row that refuses a second writer. An order that
/// was marked as sent is never sent again, by whomever; what became of it is asked until the venue tells.
/// </remarks>
// Opened by one caller and rarely seen again: beside it, an order fails with its decision and not without it.
[PreferLocalPlacement]
public sealed partial class OrderGrain(
    [PersistentState("order")] IPersistentState<OrderState> state,
    IEventRecorder recorder,
    OrderVenues venues,
    IOrderGates gates,
    OrderOptions options,
    VenueClock clock,
    ILogger<OrderGrain> logger) : Grain, IOrderGrain
{
    /// <summary>The account that paper orders trade for.</summary>
    public const string PaperAccount = "paper";

    bool _tookOver;
    long? _askedTs;
    IGrainTimer? _query;

    /// <summary>The id of the paper order that the decision with this idempotency key causes.</summary>
    public static string PaperId(string opportunityKey) => ClientOrderId.ForTake(PaperAccount, opportunityKey);

    string OrderId => this.GetPrimaryKeyString();

    string AccountName => ClientOrderId.AccountOf(OrderId);

    IOrderVenue Venue => venues.Of(AccountName);

    ITradingGateGrain Gate => GrainFactory.GetGrain<ITradingGateGrain>(GateScope.Global);

    IPositionGrain Account => GrainFactory.GetGrain<IPositionGrain>(AccountName);

    OrderLife Life => state.State.Life!;

    VenueOrder AtVenue => new(OrderId, state.State.Intent!, Life.VenueOrderId, Life.Reported, state.State.SentTs ?? clock.NowTs);

    public async Task<OrderView> OpenAsync(OrderIntent intent)
    {
        if (!ClientOrderId.IsValid(OrderId))
            throw new ArgumentException($"order id: '{OrderId}' is not 1 to {ClientOrderId.MaxLength} characters that the venue takes");
        if (state.State.Intent is { } committed && committed != intent)
            throw new ArgumentException($"order {OrderId} exists with another intent: {committed}, not {intent}", nameof(intent));
        if (state.State.Intent is null)
        {
            await state.CommitAsync(new OrderState { Intent = intent, Life = OrderLife.Begin(intent.Quantity), Epoch = 1 });
            _tookOver = true;
        }
        return await GoOnAsync();
    }

    public async Task<OrderView?> ResumeAsync() => state.State.Intent is null ? null : await GoOnAsync();

    public async Task<OrderView?> RefreshAsync()
    {
        // What somebody else wrote to the row is not in this activation's memory: the fence stops writes, not reads.
        if (state.State is { Intent: not null, Released: false })
            return await GoOnAsync();
        return state.State.Intent is null ? null : View();
    }

    public async Task<OrderView?> CancelAsync(string actor, string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        if (state.State.Intent is null)
            return null;
        await TakeOverAsync();
        if (!Life.Status.IsTerminal && Life.CancelReason is null)
        {
            // Stored first: a crash must not forget that somebody wants it gone.
            await state.CommitAsync(state.State with { Life = Life.Apply(new OrderCancelWanted($"{actor}: {reason}")).Order });
            LogCancelWanted(OrderId, actor, reason);
        }
        return await GoOnAsync();
    }

    public async Task<OrderView> DecreaseAsync(string actor, string reason, Quantity quantity)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        if (state.State.Intent is null)
            throw new InvalidOperationException($"there is no order {OrderId}");
        await TakeOverAsync();
        var (wanted, refusal) = Life.Apply(new OrderDecreaseWanted(quantity));
        if (refusal is not null)
            throw new InvalidOperationException($"order {OrderId} cannot be decreased to {quantity}: {refusal}");
        await state.CommitAsync(state.State with { Life = wanted });
        LogDecreaseWanted(OrderId, quantity, actor, reason);
        var answer = await AskVenueAsync(stop => Venue.DecreaseAsync(AtVenue, quantity, stop));
        if (answer is VenueFound)
            await TakeAsync(answer);
        else
            await AskAsync();
        await CatchUpAsync();
        return answer is VenueRefused { Reason: var why }
            ? throw new InvalidOperationException($"order {OrderId} cannot be decreased to {quantity}: {why}")
            : View();
    }

    public Task<OrderView?> ViewAsync() => Task.FromResult(state.State.Intent is null ? null : View());

    async Task<OrderView> GoOnAsync()
    {
        await TakeOverAsync();
        if (Life is { Status: OrderStatus.Pending, Sent: false })
            await AdmitAsync();
        else if (!Life.IsComplete)
            await AskAsync();
        await CatchUpAsync();
        return View();
    }

    /// <summary>The first touch of an activation that did not create the order: from here on, an older activation's writes fail.</summary>
    async Task TakeOverAsync()
    {
        if (_tookOver || state.State.Released)
            return;
        var life = state.State.Life ?? OrderLife.Begin(state.State.Intent!.Quantity);
        await state.CommitAsync(state.State with { Epoch = state.State.Epoch + 1, Life = life });
        _tookOver = true;
    }

    async Task AdmitAsync()
    {
        var intent = state.State.Intent!;
        var admission = new OrderAdmission(GrainFactory, gates, options, clock);
        var reason = await admission.RefuseAsync(OrderId, intent, Venue);
        _askedTs = admission.AskedTs;
        if (reason is not null)
        {
            // The reference's paper engine is itself the venue that refuses.
            var refused = Venue.HasOwnTruth
                ? Life.Apply(new OrderDeniedByUs(reason)).Order
                : Life.Apply(new OrderSent()).Order.Apply(new OrderRefusedByVenue(reason)).Order;
            // Stored before it is told: another process may have sent the order meanwhile, and then this says nothing.
            await state.CommitAsync(state.State with { Life = refused });
            LogDenied(OrderId, reason);
            return;
        }
        await SendAsync();
    }

    async Task SendAsync()
    {
        if (Venue.HasOwnTruth)
            await recorder.RecordAsync([Event(OrderStatus.Pending, null, _askedTs ?? clock.NowTs)]);
        // The fence: of all activations that ever hold this order, one gets past this line, once.
        await state.CommitAsync(state.State with { Life = Life.Apply(new OrderSent()).Order, SentTs = clock.NowTs });
        await TakeAsync(await AskVenueAsync(stop => Venue.SubmitAsync(AtVenue, stop)));
        await TakeFillsAsync();
        FollowUp();
    }

    // What the venue told can be asked again: it is stored with what follows from it.
    void Keep(OrderState next) => state.State = next;

    OrderView View()
    {
        var (life, intent) = (Life, state.State.Intent!);
        return new(
            OrderId, intent, life.Status.Word, life.Reason, life.Filled, life.Open, life.IsComplete && state.State.Released, life.VenueOrderId,
            life.CancelReason, state.State.SentTs);
    }

    [LoggerMessage(4201, LogLevel.Information, "Order {OrderId} denied: {Reason}")]
    partial void LogDenied(string orderId, string reason);

    [LoggerMessage(4202, LogLevel.Warning, "Order {OrderId} shall be cancelled by {Actor}: {Reason}")]
    partial void LogCancelWanted(string orderId, string actor, string reason);

    [LoggerMessage(4203, LogLevel.Information, "Order {OrderId} shall be decreased to {Quantity} by {Actor}: {Reason}")]
    partial void LogDecreaseWanted(string orderId, Quantity quantity, string actor, string reason);
}
