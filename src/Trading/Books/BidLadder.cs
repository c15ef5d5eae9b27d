namespace Kalshi.Trading;

/// <summary>The bids of one side, sorted by price, best last.</summary>
/// <remarks>Two small parallel arrays: ten bytes a level, about 1 kB for a busy market's side, where an array over all
/// 10,001 prices takes 80 kB. Most deltas touch the first few levels (two thirds within five of the best in captured
/// KXBTC15M sessions), so the search starts at the best and insertion moves little. Figures: docs/benchmarks/book.md.</remarks>
sealed class BidLadder
{
    const int InitialCapacity = 32;

    ushort[] _prices = [];
    long[] _sizes = [];

    internal int Count { get; private set; }

    internal BookLevel? Best => Count == 0 ? null : this[Count - 1];

    /// <summary>Level by rank from the worst price.</summary>
    internal BookLevel this[int index] => new(Price.FromSteps(_prices[index]), Quantity.FromSteps(_sizes[index]));

    internal ReadOnlySpan<long> Sizes => _sizes.AsSpan(0, Count);

    ReadOnlySpan<ushort> Prices => _prices.AsSpan(0, Count);

    internal void Clear() => Count = 0;

    internal Quantity SizeAt(Price price)
    {
        var index = LowerBound((ushort)price.Steps);
        return index < Count && _prices[index] == price.Steps ? Quantity.FromSteps(_sizes[index]) : Quantity.Zero;
    }

    /// <summary>Adds a level of a snapshot, in whatever order they come; false if the price is there already.</summary>
    internal bool TryInsert(BookLevel level)
    {
        var price = (ushort)level.Price.Steps;
        var index = LowerBound(price);
        if (index < Count && _prices[index] == price)
            return false;
        Insert(index, price, level.Size.Steps);
        return true;
    }

    /// <summary>Adds a signed change to the level at <paramref name="price"/>; the level is gone at zero.</summary>
    /// <returns>The resulting size in steps; negative or above <see cref="Quantity.MaxValue"/> means that nothing was changed.</returns>
    internal long Add(Price price, Quantity change)
    {
        var key = (ushort)price.Steps;
        var index = LowerBound(key);
        var isThere = index < Count && _prices[index] == key;
        var size = (isThere ? _sizes[index] : 0) + change.Steps;
        if (size < 0 || size > Quantity.MaxValue.Steps)
            return size;

        if (isThere && size == 0)
            RemoveAt(index);
        else if (isThere)
            _sizes[index] = size;
        else if (size != 0)
            Insert(index, key, size);
        return size;
    }

    internal BookLevel[] ToArray()
    {
        var levels = new BookLevel[Count];
        for (var i = 0; i < levels.Length; i++)
            levels[i] = this[i];
        return levels;
    }

    internal bool ContentEquals(BidLadder other) => Prices.SequenceEqual(other.Prices) && Sizes.SequenceEqual(other.Sizes);

    internal ulong HashInto(ulong hash)
    {
        hash = ContentHashes.Mix(hash, (ulong)Count);
        for (var i = 0; i < Count; i++)
            hash = ContentHashes.Mix(ContentHashes.Mix(hash, _prices[i]), (ulong)_sizes[i]);
        return hash;
    }

    /// <summary>Index of the lowest price that is not below <paramref name="price"/>.</summary>
    int LowerBound(ushort price)
    {
        const int NearTheBest = 8;
        var prices = Prices;
        var high = prices.Length;
        var near = Math.Max(0, high - NearTheBest);
        while (high > near && prices[high - 1] >= price)
            high--;
        if (high > near)
            return high;

        var low = 0;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (prices[middle] < price)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    void Insert(int index, ushort price, long size)
    {
        if (Count == _prices.Length)
        {
            var capacity = Math.Max(InitialCapacity, Count * 2);
            Array.Resize(ref _prices, capacity);
            Array.Resize(ref _sizes, capacity);
        }
        _prices.AsSpan(index, Count - index).CopyTo(_prices.AsSpan(index + 1));
        _sizes.AsSpan(index, Count - index).CopyTo(_sizes.AsSpan(index + 1));
        _prices[index] = price;
        _sizes[index] = size;
        Count++;
    }

    void RemoveAt(int index)
    {
        Count--;
        _prices.AsSpan(index + 1, Count - index).CopyTo(_prices.AsSpan(index));
        _sizes.AsSpan(index + 1, Count - index).CopyTo(_sizes.AsSpan(index));
    }
}
