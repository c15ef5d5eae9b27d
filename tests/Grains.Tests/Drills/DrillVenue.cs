using Kalshi.Grains.Orders;
using Kalshi.Trading;
using Kalshi.Trading.Orders;

namespace Kalshi.Grains.Tests.Drills;

/// <summary>The product's venue; a drill can stop the world before a request leaves and after its answer came.</summary>
sealed class DrillVenue(IOrderVenue venue) : IOrderVenue
{
    internal Func<Task>? Sending { get; set; }

    internal Func<Task>? Answered { get; set; }

    public string Name => venue.Name;

    public bool HasOwnTruth => venue.HasOwnTruth;

    public bool KeepsBooks => venue.KeepsBooks;

    public async Task<VenueAnswer> SubmitAsync(VenueOrder order, CancellationToken cancel)
    {
        if (Sending is { } sending)
            await sending();
        var answer = await venue.SubmitAsync(order, cancel);
        if (Answered is { } answered)
            await answered();
        return answer;
    }

    public Task<VenueAnswer> FindAsync(VenueOrder order, CancellationToken cancel) => venue.FindAsync(order, cancel);

    public Task<VenueAnswer> CancelAsync(VenueOrder order, CancellationToken cancel) => venue.CancelAsync(order, cancel);

    public Task<VenueAnswer> DecreaseAsync(VenueOrder order, Quantity quantity, CancellationToken cancel) =>
        venue.DecreaseAsync(order, quantity, cancel);

    public Task<IReadOnlyList<OrderFill>> FillsAsync(VenueOrder order, CancellationToken cancel) => venue.FillsAsync(order, cancel);

    public Task<string?> CancelGroupAsync(CancellationToken cancel) => venue.CancelGroupAsync(cancel);

    public Task<VenueTruth> TruthAsync(long sinceTs, CancellationToken cancel) => venue.TruthAsync(sinceTs, cancel);
}
