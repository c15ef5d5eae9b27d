using Kalshi.Grains.Orders;
using Kalshi.Trading;
using Kalshi.Trading.Orders;

namespace Kalshi.Simulation.Replay.Sessions;

/// <summary>The reference's paper fills, made again at the record's times.</summary>
sealed class RecordedTimes(ReferencePaperVenue venue, RecordedSession session, RecordedClock clock) : IOrderVenue
{
    public string Name => venue.Name;

    public bool HasOwnTruth => venue.HasOwnTruth;

    public bool KeepsBooks => venue.KeepsBooks;

    public Task<VenueAnswer> SubmitAsync(VenueOrder order, CancellationToken cancel) => venue.SubmitAsync(order, cancel);

    public Task<VenueAnswer> FindAsync(VenueOrder order, CancellationToken cancel) => venue.FindAsync(order, cancel);

    public Task<VenueAnswer> CancelAsync(VenueOrder order, CancellationToken cancel) => venue.CancelAsync(order, cancel);

    public Task<VenueAnswer> DecreaseAsync(VenueOrder order, Quantity quantity, CancellationToken cancel) => venue.DecreaseAsync(order, quantity, cancel);

    public async Task<IReadOnlyList<OrderFill>> FillsAsync(VenueOrder order, CancellationToken cancel)
    {
        var fills = await venue.FillsAsync(order, cancel);
        // Its last state is recorded after its fill.
        if (session.Order(order.OrderId) is { } recorded)
            clock.Set(recorded.EndTs);
        return fills;
    }

    public Task<string?> CancelGroupAsync(CancellationToken cancel) => venue.CancelGroupAsync(cancel);

    public Task<VenueTruth> TruthAsync(long sinceTs, CancellationToken cancel) => venue.TruthAsync(sinceTs, cancel);
}
