using System.Buffers.Binary;
using System.Globalization;

namespace Kalshi.VenueSimulator;

/// <summary>One pass of a looped recording: its happenings later, under other names.</summary>
/// <param name="number">0 changes nothing.</param>
sealed class LoopPass(RecordedFlow session, TimeSpan period, int number)
{
    const string MinuteFormat = "yyMMMddHHmm";

    readonly Dictionary<string, MarketTerms> _markets = session.Markets.ToDictionary(
        m => m.Ticker, m => number == 0 ? m : Renamed(m, session.Start, period * number, number), StringComparer.Ordinal);

    /// <summary>Offset of the pass from the start of the session.</summary>
    internal TimeSpan Begin => period * number;

    /// <summary>Whole minutes that hold the recording, such that no market of one pass is named as another of a later one.</summary>
    internal static TimeSpan PeriodOf(TimeSpan length, IReadOnlyList<MarketTerms> markets)
    {
        var minutes = (long)Math.Max(1, Math.Ceiling(length.TotalMinutes));
        var apart = (from a in markets from b in markets where a.Close > b.Close select (long)(a.Close - b.Close).TotalMinutes).Distinct().ToList();
        while (apart.Any(d => d % minutes == 0))
            minutes++;
        return TimeSpan.FromMinutes(minutes);
    }

    /// <summary>The same happening in this pass; what was so before the pass happens when it begins.</summary>
    internal FlowEvent Shift(FlowEvent happening)
    {
        var at = Begin + (number > 0 && happening.At < TimeSpan.Zero ? TimeSpan.Zero : happening.At);
        return happening switch
        {
            MarketCreated e => e with { At = at, Terms = _markets[e.Terms.Ticker] },
            MarketStatusChanged e => e with { At = at, Ticker = Name(e.Ticker) },
            StrikeSet e => e with { At = at, Ticker = Name(e.Ticker) },
            BookReplaced e => e with { At = at, Ticker = Name(e.Ticker) },
            BookChanged e => e with { At = at, Ticker = Name(e.Ticker), Stamp = e.Stamp + Begin },
            TickerPublished e => e with { At = at, Ticker = Name(e.Ticker), Stamp = e.Stamp + Begin },
            ContractTraded e => e with { At = at, Ticker = Name(e.Ticker), TradeId = Numbered(e.TradeId, number) },
            SpotTraded e => e with { At = at, Stamp = e.Stamp + Begin, TradeId = e.TradeId + number * session.SpotTradeIds },
            _ => throw new InvalidOperationException($"a recording has no {happening.GetType().Name}"),
        };
    }

    string Name(string ticker) => _markets[ticker].Ticker;

    static MarketTerms Renamed(MarketTerms terms, DateTimeOffset start, TimeSpan shift, int number)
    {
        var closed = start + terms.Close;
        var suffix = terms.Ticker[(terms.Ticker.LastIndexOf('-') + 1)..];
        if (suffix == Eastern(closed, "mm"))
            suffix = Eastern(closed + shift, "mm");
        var eventTicker = $"{terms.SeriesTicker}-{Eastern(closed + shift, MinuteFormat)}";
        return terms with
        {
            EventTicker = eventTicker,
            Ticker = $"{eventTicker}-{suffix}",
            MarketId = Numbered(terms.MarketId, number),
            Created = terms.Created + shift,
            Open = terms.Open + shift,
            Close = terms.Close + shift,
        };
    }

    static string Eastern(DateTimeOffset time, string format) =>
        EasternTime.Of(time).ToString(format, CultureInfo.InvariantCulture).ToUpperInvariant();

    /// <summary>Another id for each pass.</summary>
    static Guid Numbered(Guid id, int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var tail = bytes[12..];
        BinaryPrimitives.WriteInt32BigEndian(tail, BinaryPrimitives.ReadInt32BigEndian(tail) ^ number);
        return new(bytes, bigEndian: true);
    }
}
