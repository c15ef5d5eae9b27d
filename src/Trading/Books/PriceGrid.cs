namespace Kalshi.Trading;

/// <summary>A stretch of prices with one tick size, ends included.</summary>
public readonly record struct PriceRange(Price Start, Price End, Price Step);

/// <summary>The prices at which a market takes orders: the venue's <c>price_level_structure</c> or <c>price_ranges</c>.</summary>
/// <remarks>0 and 1 are on every grid as bounds of a range; whether an order may be there is the venue's to say.
/// Source: docs.kalshi.com/getting_started/fixed_point_migration, "Price Level Structures".</remarks>
public sealed class PriceGrid
{
    readonly PriceRange[] _ranges;

    PriceGrid(PriceRange[] ranges) => _ranges = ranges;

    /// <summary>Cents everywhere.</summary>
    public static PriceGrid LinearCent { get; } = new([Range(0, 10_000, 100)]);

    /// <summary>Tenths of a cent up to 0.10 and from 0.90, cents between.</summary>
    public static PriceGrid TaperedDeciCent { get; } = new([Range(0, 1_000, 10), Range(1_000, 9_000, 100), Range(9_000, 10_000, 10)]);

    /// <summary>Tenths of a cent everywhere.</summary>
    public static PriceGrid DeciCent { get; } = new([Range(0, 10_000, 10)]);

    /// <summary>The stretches from 0 to 1, each starting where the one before ends.</summary>
    public IReadOnlyList<PriceRange> Ranges => _ranges;

    /// <summary>The grid of the venue's <c>price_level_structure</c>.</summary>
    /// <exception cref="FormatException">A structure that is not known: guessing a tick size places orders that the venue refuses.</exception>
    public static PriceGrid Parse(string structure, string field) => structure switch
    {
        "linear_cent" => LinearCent,
        "tapered_deci_cent" => TaperedDeciCent,
        "deci_cent" => DeciCent,
        _ => throw new FormatException($"{field}: '{Excerpt.Of(structure)}' is not a known price level structure"),
    };

    /// <summary>The grid of the venue's <c>price_ranges</c>, in any order.</summary>
    /// <exception cref="FormatException">No range, a range that is empty or no multiple of its step, or a hole, an overlap or
    /// a missing end between 0 and 1.</exception>
    public static PriceGrid FromRanges(IEnumerable<PriceRange> ranges, string field)
    {
        PriceRange[] sorted = [.. ranges.OrderBy(range => range.Start)];
        var end = Price.Zero;
        foreach (var range in sorted)
        {
            if (range.Step == Price.Zero || range.End <= range.Start || (range.End.Steps - range.Start.Steps) % range.Step.Steps != 0)
                throw new FormatException($"{field}: {range.Start} to {range.End} is not divided by steps of {range.Step}");
            if (range.Start != end)
                throw new FormatException($"{field}: a range starts at {range.Start}, where {end} was expected");
            end = range.End;
        }
        return end == Price.One
            ? new(sorted)
            : throw new FormatException($"{field}: the ranges end at {end}, where {Price.One} was expected");
    }

    public bool Contains(Price price) => Down(price) == price;

    /// <summary>The highest price on the grid that is not above <paramref name="price"/>: how far a bid may go.</summary>
    public Price Down(Price price)
    {
        var (start, _, step) = RangeOf(price);
        return Price.FromSteps(price.Steps - (price.Steps - start.Steps) % step.Steps);
    }

    /// <summary>The lowest price on the grid that is not below <paramref name="price"/>: how low an ask may go.</summary>
    public Price Up(Price price)
    {
        var (_, end, step) = RangeOf(price);
        return Price.FromSteps(price.Steps + (end.Steps - price.Steps) % step.Steps);
    }

    PriceRange RangeOf(Price price)
    {
        var i = 0;
        while (price > _ranges[i].End)
            i++;
        return _ranges[i];
    }

    static PriceRange Range(long start, long end, long step) => new(Price.FromSteps(start), Price.FromSteps(end), Price.FromSteps(step));
}
