namespace Kalshi.Trading.Orders;

/// <summary>How a paper order would fare in a book that it is not in. Pure: displayed depth, queue position, nothing else.</summary>
/// <remarks>
/// Takers get what is displayed, level by level, up to their limit. An order that rests stands behind what was displayed at its price
/// when it came. From then on a level that shrinks moves it forward; once nothing is ahead, a share of what the level loses counts as
/// trades that reach it, the rest as cancels of those behind it. A book that crosses its price fills it with what crosses.
/// </remarks>
public static class PaperMatching
{
    /// <summary>What an order takes at once.</summary>
    /// <param name="asks">Of the bought side, best first.</param>
    /// <returns>Price and contracts of each level, best first.</returns>
    public static IReadOnlyList<BookLevel> Take(Price limit, Quantity quantity, IReadOnlyList<BookLevel> asks)
    {
        var taken = new List<BookLevel>();
        foreach (var ask in asks)
        {
            if (quantity.IsZero || ask.Price > limit)
                break;
            var size = ask.Size < quantity ? ask.Size : quantity;
            taken.Add(new(ask.Price, size));
            quantity -= size;
        }
        return taken;
    }

    /// <summary>Contracts displayed at a price: those are served first.</summary>
    /// <param name="bids">Of the bought side.</param>
    public static Quantity SizeAt(Price price, IReadOnlyList<BookLevel> bids) =>
        bids.Where(bid => bid.Price == price).Select(bid => bid.Size).FirstOrDefault();

    /// <summary>What a new look at the book did to an order that rests.</summary>
    /// <param name="tradeSharePercent">Of what a level loses once nothing is ahead, how much reaches the order, 0 to 100.</param>
    /// <returns>The place in the queue now, and contracts filled at the order's own price.</returns>
    public static (PaperPlace Place, Quantity Filled) Look(
        PaperPlace place, Price price, Quantity remaining, IReadOnlyList<BookLevel> bids, IReadOnlyList<BookLevel> asks, int tradeSharePercent)
    {
        var size = SizeAt(price, bids);
        var crossing = Take(price, remaining, asks).Aggregate(Quantity.Zero, (sum, level) => sum + level.Size);
        if (!crossing.IsZero)
            return (new(Quantity.Zero, size), crossing);

        var lost = place.Seen - size;
        if (lost <= Quantity.Zero)
            return (place with { Seen = size }, Quantity.Zero);
        var reaching = lost > place.Ahead ? lost - place.Ahead : Quantity.Zero;
        var ahead = lost > place.Ahead ? Quantity.Zero : place.Ahead - lost;
        var traded = Quantity.FromSteps(reaching.Steps * tradeSharePercent / 100);
        return (new(ahead < size ? ahead : size, size), traded < remaining ? traded : remaining);
    }
}

/// <summary>Where a paper order stands in its level's queue.</summary>
/// <param name="Ahead">Contracts that are served before it.</param>
/// <param name="Seen">Contracts displayed at its price at the last look.</param>
public readonly record struct PaperPlace(Quantity Ahead, Quantity Seen);
