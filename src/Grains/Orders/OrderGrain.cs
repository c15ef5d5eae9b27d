using Kalshi.Grains.Events;
using Kalshi.Trading;
using Orleans.Placement;

namespace Kalshi.Grains.Orders;

/// <summary>A paper order: the intent is committed before anything else happens, and every later step can be done again.</summary>
/// <remarks>strategy.md section 11: order id <c>paper:{opportunity key}</c>, fill id <c>{order}:open</c>, filled at the
/// side's ask. The single activation is no lock; what makes a second trade impossible are the ids derived from the
/// decision, and storage that refuses a second writer.</remarks>
// Opened by one caller and rarely seen again: beside it, an order fails with its decision and not without it.
[PreferLocalPlacement]
public sealed class OrderGrain(
    [PersistentState("order")] IPersistentState<OrderState> state,
    IEventRecorder recorder,
    VenueClock clock) : Grain, IOrderGrain
{
    /// <summary>The account that paper orders trade for.</summary>
    public const string PaperAccount = "paper";

    /// <summary>The id of the order that the decision with this idempotency key causes.</summary>
    public static string PaperId(string opportunityKey) => "paper:" + opportunityKey;

    string OrderId => this.GetPrimaryKeyString();

    IPositionGrain Account => GrainFactory.GetGrain<IPositionGrain>(PaperAccount);

    public async Task<OrderView> OpenAsync(OrderIntent intent)
    {
        if (state.State.Intent is null)
        {
            state.State = new OrderState { Intent = intent, Status = OrderStatus.Pending };
            await state.WriteStateAsync();
        }
        return await FinishAsync();
    }

    public async Task<OrderView?> ResumeAsync() => state.State.Intent is null ? null : await FinishAsync();

    async Task<OrderView> FinishAsync()
    {
        var intent = state.State.Intent!;
        if (state.State.Status == OrderStatus.Pending)
            await AdmitAsync(intent);
        if (state.State.Status == OrderStatus.Submitted)
            await ExecuteAsync(intent);
        return View();
    }

    async Task AdmitAsync(OrderIntent intent)
    {
        var gate = await TradingGates.AdmitAsync(GrainFactory, intent.Market, reducesExposure: false);
        var reason = gate.Admitted ? await Account.ReserveAsync(OrderId, intent) : gate.Word;
        if (reason is null)
            await StoreAsync(OrderStatus.Submitted);
        else
            await RejectAsync(intent, reason);
    }

    // From here on nothing may turn back: a crash between these steps is finished by doing them again.
    async Task ExecuteAsync(OrderIntent intent)
    {
        var fill = new ExecutionFill(
            $"{OrderId}:open", OrderId, intent.Market, clock.NowTs, intent.Side, "open", intent.Quantity, intent.LimitPrice,
            TakerFee(intent), Outcome: null, Reason: null, Paper: true);
        await recorder.RecordAsync(
            [Order(intent, OrderStatus.Submitted, null), fill, Order(intent, OrderStatus.Filled, null)]);
        await Account.ApplyFillAsync(fill);
        await StoreAsync(OrderStatus.Filled);
    }

    async Task RejectAsync(OrderIntent intent, string reason)
    {
        await Account.CancelReservationAsync(OrderId);
        await recorder.RecordAsync([Order(intent, OrderStatus.Rejected, reason)]);
        await StoreAsync(OrderStatus.Rejected, reason);
    }

    Task StoreAsync(string status, string? reason = null)
    {
        state.State = state.State with { Status = status, Reason = reason };
        return state.WriteStateAsync();
    }

    ExecutionOrder Order(OrderIntent intent, string status, string? reason) => new(
        OrderId, intent.Market, clock.NowTs, intent.Side, "open", intent.Quantity, intent.LimitPrice, status, reason,
        intent.OpportunityKey, Paper: true);

    static Money TakerFee(OrderIntent intent) => VenueFeeSchedule.General.Begin(VenueFeeRule.CentPerOrder)
        .Charge(new(VenueFeeRole.Taker, intent.LimitPrice, intent.Quantity)).Net.Ceiling();

    OrderView View() => new(OrderId, state.State.Intent!, state.State.Status, state.State.Reason);
}
