namespace Kalshi.VenueSimulator;

/// <summary>A change of one level.</summary>
readonly record struct LevelChange(BookSide Side, Dollars Price, Contracts Delta);

/// <summary>The resting bids of a generated market, kept around a fair price by makers who never cross.</summary>
sealed class GeneratedBook(PriceGrid grid, Random random)
{
    const int Depth = 8;

    readonly OrderBook _book = new();

    internal BookLevel? Best(BookSide side) => _book.Best(side);

    internal IReadOnlyList<BookLevel> Levels(BookSide side) => [.. _book.Levels(side)];

    /// <summary>Moves both sides to where makers quote around <paramref name="fair"/>: bids above are pulled, the best is
    /// filled up, the depth below is kept. First the pulling, then the placing, so that the book never crosses.</summary>
    internal IReadOnlyList<LevelChange> Requote(double fair, double halfSpread)
    {
        var yes = Target(fair - halfSpread);
        var no = Target(1 - fair - halfSpread);
        return [.. Pull(BookSide.Yes, yes), .. Pull(BookSide.No, no), .. Place(BookSide.Yes, yes), .. Place(BookSide.No, no)];
    }

    /// <summary>Somebody adds to a level or takes a part of theirs away.</summary>
    internal IReadOnlyList<LevelChange> Jitter()
    {
        var side = random.Next(2) == 0 ? BookSide.Yes : BookSide.No;
        var levels = Levels(side);
        if (levels.Count == 0)
            return [];
        var level = levels[random.Next(levels.Count)];
        var whole = level.Size.Hundredths / 100;
        return whole > 1 && random.Next(2) == 0
            ? [Change(side, level.Price, -Contracts.Whole(random.NextInt64(1, whole)))]
            : [Change(side, level.Price, NewSize())];
    }

    /// <summary>A taker hits the best bid of <paramref name="maker"/>; null where there is none.</summary>
    internal LevelChange? Hit(BookSide maker)
    {
        if (Best(maker) is not { } best)
            return null;
        return Change(maker, best.Price, -Contracts.Min(best.Size, Contracts.Whole(1 + (long)Math.Exp(2.5 * random.NextDouble()))));
    }

    /// <summary>The best bid that makers want to show; null below the lowest tick.</summary>
    Dollars? Target(double price) =>
        price < (double)grid.Ranges[0].Step.Value ? null : grid.Floor((decimal)price);

    List<LevelChange> Pull(BookSide side, Dollars? best) =>
        [.. Levels(side).Where(l => best is null || l.Price > best).Select(l => Change(side, l.Price, -l.Size))];

    List<LevelChange> Place(BookSide side, Dollars? best)
    {
        var changes = new List<LevelChange>();
        var price = best;
        for (var i = 0; i < Depth && price is { } level; i++, price = grid.Below(level))
        {
            if (_book.SizeAt(side, level) == Contracts.Zero)
                changes.Add(Change(side, level, NewSize()));
        }
        changes.AddRange(Levels(side).Where(l => price is { } below && l.Price <= below).Select(l => Change(side, l.Price, -l.Size)));
        return changes;
    }

    /// <summary>Mostly some dozens of contracts, now and then some hundreds.</summary>
    Contracts NewSize() => Contracts.Whole(1 + (long)Math.Exp(2.5 + 1.2 * random.NextGaussian()));

    LevelChange Change(BookSide side, Dollars price, Contracts delta)
    {
        _book.Change(side, price, delta);
        return new(side, price, delta);
    }
}
