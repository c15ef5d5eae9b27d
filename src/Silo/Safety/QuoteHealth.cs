using Kalshi.Grains;
using Kalshi.Silo.Operations;

namespace Kalshi.Silo.Safety;

/// <summary>What the quotes of all listed markets say of the venue's feed.</summary>
/// <param name="longest">Age up to which the venue's own quote can be used.</param>
sealed class QuoteHealth(TimeSpan longest)
{
    long? _newestMs;

    /// <summary>Age of the newest quote of any market, and the share of open markets whose quote can be used: the book is in sequence,
    /// or the venue's own quote is young. A book in sequence is right however long ago it last changed.</summary>
    /// <remarks>Markets that are over count for the age: where one hour's end and the next one's begin is no silence of the feed. A quote
    /// from the future does not: it would hide one for as long.</remarks>
    internal (double? NewestAge, double? CoveragePct) Read(IEnumerable<MarketView> markets, DateTimeOffset now)
    {
        var (open, usable) = (0, 0);
        foreach (var market in markets)
        {
            var quoteMs = market.Quote is { } quote ? quote.TsMs ?? quote.Ts * 1000 : (long?)null;
            var age = StatusReader.Age(null, quoteMs, now);
            if (age >= 0 && !(quoteMs <= _newestMs))
                _newestMs = quoteMs;
            if (market.Status != "active" || market.CloseTs <= now.ToUnixTimeSeconds())
                continue;
            open++;
            if (age is not null && (market.BookState == "live" || (age >= 0 && age <= longest.TotalSeconds)))
                usable++;
        }
        return (StatusReader.Age(null, _newestMs, now), open == 0 ? null : 100.0 * usable / open);
    }
}
