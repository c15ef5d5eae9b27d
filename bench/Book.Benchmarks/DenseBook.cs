using Kalshi.Trading;

namespace Kalshi.Book.Benchmarks;

/// <summary>The layout that was not chosen: a size for each of the 10,001 prices of a side, and the best tracked.</summary>
sealed class DenseBook
{
    readonly long[][] _sizes = [new long[Price.Scale + 1], new long[Price.Scale + 1]];
    readonly int[] _best = [-1, -1];

    internal void ApplySnapshot(ReadOnlySpan<BookLevel> yesBids, ReadOnlySpan<BookLevel> noBids)
    {
        Array.Clear(_sizes[0]);
        Array.Clear(_sizes[1]);
        (_best[0], _best[1]) = (-1, -1);
        foreach (var level in yesBids)
            Apply(new(Side.Yes, level.Price, level.Size));
        foreach (var level in noBids)
            Apply(new(Side.No, level.Price, level.Size));
    }

    internal bool Apply(in Delta delta)
    {
        var side = (int)delta.Side;
        var sizes = _sizes[side];
        var price = (int)delta.Price.Steps;
        var size = sizes[price] + delta.Change.Steps;
        if (size < 0)
            return false;
        sizes[price] = size;
        if (size > 0 && price > _best[side])
            _best[side] = price;
        else if (size == 0 && price == _best[side])
            _best[side] = sizes.AsSpan(0, price).LastIndexOfAnyExcept(0);
        return true;
    }

    internal long Spread => Price.Scale - _best[0] - _best[1];
}
