using System.Text.Json;
using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>One side of a book as Kalshi writes it: <c>[["0.0800","300.00"], ...]</c>, price and size.</summary>
static class BookLevels
{
    /// <summary>More levels than the price grid has means that levels repeat.</summary>
    const int Max = (int)Price.Scale + 1;

    /// <exception cref="FrameFault">Not such a list.</exception>
    internal static void Read(ref Utf8JsonReader reader, string field, List<BookLevel> levels)
    {
        WireValue.Array(ref reader, field);
        levels.Clear();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            WireValue.Array(ref reader, field);
            reader.Read();
            var price = WireValue.Price(ref reader, field);
            reader.Read();
            var size = WireValue.Size(ref reader, field);
            if (size.IsZero)
                throw new FrameFault($"{field}: level {price} has size 0");
            reader.Read();
            if (reader.TokenType != JsonTokenType.EndArray)
                throw new FrameFault($"{field}: level {price} has more than a price and a size");
            levels.Add(new(price, size));
            if (levels.Count > Max)
                throw new FrameFault($"{field}: more than {Max} levels");
        }
    }

    /// <returns>The levels with prices strictly ascending.</returns>
    /// <exception cref="FrameFault">A price is given twice.</exception>
    internal static BookLevel[] Ordered(List<BookLevel> levels, string field)
    {
        if (!IsAscending(levels))
        {
            levels.Sort(static (a, b) => a.Price.CompareTo(b.Price));
            for (var i = 1; i < levels.Count; i++)
                if (levels[i].Price == levels[i - 1].Price)
                    throw new FrameFault($"{field}: level {levels[i].Price} is given twice");
        }
        return [.. levels];
    }

    static bool IsAscending(List<BookLevel> levels)
    {
        for (var i = 1; i < levels.Count; i++)
            if (levels[i - 1].Price >= levels[i].Price)
                return false;
        return true;
    }
}
