using Kalshi.Trading;
using Orleans.Concurrency;

namespace Kalshi.Grains;

/// <summary>An order in the paper engine that fills from the live book; the key is the order id.</summary>
/// <remarks>It stands for the venue: the order's own grain asks it as it asks a venue, and it calls nobody but the market. What it has
/// answered is stored first.</remarks>
public interface IPaperOrderGrain : IGrainWithStringKey
{
    /// <summary>The order arrives. Again with the same intent, it answers how the order stands.</summary>
    Task<PaperOrderView> PlaceAsync(OrderIntent intent);

    /// <summary>Ends what rests; null when nothing does.</summary>
    Task<PaperOrderView?> CancelAsync();

    /// <summary>Leaves a resting order with so many contracts, those filled included; null when nothing rests beyond that.</summary>
    Task<PaperOrderView?> DecreaseAsync(Quantity quantity);

    /// <summary>Looks at the market's book, and ends what has expired.</summary>
    /// <param name="tradeSharePercent">Of what a level loses once nothing is ahead, how much reaches the order, 0 to 100.</param>
    /// <returns>Whether anything happened to the order.</returns>
    Task<bool> LookAsync(int tradeSharePercent);

    /// <summary>Null when the order never arrived.</summary>
    [AlwaysInterleave]
    Task<PaperOrderView?> ViewAsync();
}
