using Kalshi.Trading;
using Kalshi.Trading.Orders;

namespace Kalshi.Grains.Orders;

/// <summary>The reference's paper fills: every order that was admitted trades wholly at its limit, which is the side's ask at the
/// decision (strategy.md section 11).</summary>
/// <remarks>It keeps nothing: what it answers follows from the order alone, so that asking again after a crash gives the same
/// fill, <c>{order}:open</c>.</remarks>
public sealed class ReferencePaperVenue(VenueClock clock) : IOrderVenue
{
    public string Name => "paper";

    public bool HasOwnTruth => false;

    public bool KeepsBooks => false;

    public Task<VenueAnswer> SubmitAsync(VenueOrder order, CancellationToken cancel) => Executed(order);

    public Task<VenueAnswer> FindAsync(VenueOrder order, CancellationToken cancel) => Executed(order);

    public Task<VenueAnswer> CancelAsync(VenueOrder order, CancellationToken cancel) =>
        Task.FromResult<VenueAnswer>(new VenueRefused("executed"));

    public Task<VenueAnswer> DecreaseAsync(VenueOrder order, Quantity quantity, CancellationToken cancel) =>
        Task.FromResult<VenueAnswer>(new VenueRefused("executed"));

    public Task<IReadOnlyList<OrderFill>> FillsAsync(VenueOrder order, CancellationToken cancel)
    {
        var intent = order.Intent;
        var word = intent.Effect == OrderEffect.Open ? "open" : "close";
        return Task.FromResult<IReadOnlyList<OrderFill>>([new(
            $"{order.OrderId}:{word}", intent.Quantity, intent.LimitPrice, TakerFee(intent), IsTaker: true, clock.NowTs)]);
    }

    public Task<string?> CancelGroupAsync(CancellationToken cancel) => Task.FromResult<string?>(null);

    public Task<VenueTruth> TruthAsync(long sinceTs, CancellationToken cancel) =>
        throw new VenueUnavailableException("the reference's paper fills are nowhere but in our own grains");

    static Task<VenueAnswer> Executed(VenueOrder order) => Task.FromResult<VenueAnswer>(
        new VenueFound(new OrderReported(order.OrderId, VenueOrderStatus.Executed, order.Intent.Quantity, Quantity.Zero)));

    static Money TakerFee(OrderIntent intent) => VenueFeeSchedule.General.Begin(VenueFeeRule.CentPerOrder)
        .Charge(new(VenueFeeRole.Taker, intent.LimitPrice, intent.Quantity)).Net.Ceiling();
}
