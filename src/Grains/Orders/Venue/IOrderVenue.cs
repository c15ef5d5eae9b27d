using Kalshi.Trading;
using Kalshi.Trading.Orders;

namespace Kalshi.Grains.Orders;

/// <summary>Where orders trade: the port between the order grain and a venue or an engine that plays one.</summary>
/// <remarks>Nothing here tries again by itself, and a failure of a write is an answer, not an exception: what is not known is
/// <see cref="VenueUnknown"/>.</remarks>
public interface IOrderVenue
{
    /// <summary>Name for gates, limits and logs: kalshi, paper.</summary>
    string Name { get; }

    /// <summary>True where orders live at the venue and it may know them otherwise than we do. False for the reference's paper fills,
    /// which are nowhere but in our grains.</summary>
    bool HasOwnTruth { get; }

    /// <summary>True where the venue keeps positions and money too, which can be compared with ours.</summary>
    bool KeepsBooks { get; }

    /// <summary>Places an order, once. Its intent is stored and marked as sent before this is called.</summary>
    /// <returns>Found, refused, not sent or unknown.</returns>
    Task<VenueAnswer> SubmitAsync(VenueOrder order, CancellationToken cancel);

    /// <summary>Asks what became of an order.</summary>
    /// <returns>Found; absent only where a complete listing does not have it; else unknown.</returns>
    Task<VenueAnswer> FindAsync(VenueOrder order, CancellationToken cancel);

    /// <summary>Cancels what rests. Harmless when done again.</summary>
    /// <returns>Found as it is after the cancel, refused when there was nothing to cancel, or unknown.</returns>
    Task<VenueAnswer> CancelAsync(VenueOrder order, CancellationToken cancel);

    /// <summary>Leaves a resting order with <paramref name="quantity"/> contracts, those filled included.</summary>
    /// <returns>Found as it is afterwards, refused or unknown.</returns>
    Task<VenueAnswer> DecreaseAsync(VenueOrder order, Quantity quantity, CancellationToken cancel);

    /// <summary>Every fill of the order so far.</summary>
    /// <exception cref="VenueUnavailableException">The listing is not complete.</exception>
    Task<IReadOnlyList<OrderFill>> FillsAsync(VenueOrder order, CancellationToken cancel);

    /// <summary>The venue's own switch: cancels everything of ours at once and keeps new orders out.</summary>
    /// <returns>Null when it did, or has no such switch; else why that is not known.</returns>
    Task<string?> CancelGroupAsync(CancellationToken cancel);

    /// <summary>Everything the venue holds of ours.</summary>
    /// <param name="sinceTs">Orders and fills from then on, Unix seconds; resting orders and positions all.</param>
    /// <exception cref="VenueUnavailableException">A listing is not complete, and so no evidence.</exception>
    Task<VenueTruth> TruthAsync(long sinceTs, CancellationToken cancel);
}
