using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>An order as the venue's single book sees it: a bid or an ask for YES. NO exists only at the edges.</summary>
/// <param name="IsBid">A bid is long YES.</param>
/// <param name="YesPrice">Price of the YES leg.</param>
public readonly record struct BookOrder(bool IsBid, Price YesPrice)
{
    /// <summary>Buying YES at p and selling NO at 1 - p are the same bid; selling YES at p and buying NO at 1 - p the same ask
    /// (the venue's "order direction" page).</summary>
    public static BookOrder From(Side side, OrderAction action, Price price) =>
        new(IsBid: side == Side.Yes == (action == OrderAction.Buy), side == Side.Yes ? price : price.Complement);

    /// <summary>The outcome that a fill positions for.</summary>
    public Side Outcome => IsBid ? Side.Yes : Side.No;
}
