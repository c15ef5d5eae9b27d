namespace Kalshi.VenueSimulator;

/// <summary>A market's minutes. Guarded by the exchange's gate.</summary>
/// <remarks>Only minutes in which something happened are kept; the others follow from the one before.</remarks>
sealed class CandleHistory
{
    const long Minute = 60;

    readonly List<Candle> _minutes = [];
    Contracts? _tickerVolume;

    /// <summary>The best bid and offer are this from now on.</summary>
    internal void Quote(DateTimeOffset time, Dollars bid, Dollars ask)
    {
        if (_minutes.Count == 0)
            _minutes.Add(new(EndOf(time), PriceSpan.At(bid), PriceSpan.At(ask), null, null, 0, Contracts.Zero, Contracts.Zero));
        var minute = MinuteOf(time);
        if (minute.YesBid.Close != bid || minute.YesAsk.Close != ask)
            _minutes[^1] = minute with { YesBid = minute.YesBid.Then(bid), YesAsk = minute.YesAsk.Then(ask) };
    }

    internal void Trade(DateTimeOffset time, Dollars yesPrice, Contracts count)
    {
        if (_minutes.Count == 0)
            Quote(time, Dollars.Zero, Dollars.One);
        var minute = MinuteOf(time);
        _minutes[^1] = minute with
        {
            Price = minute.Price?.Then(yesPrice) ?? PriceSpan.At(yesPrice),
            Volume = minute.Volume + count,
            Turnover = minute.Turnover + count.Value * yesPrice.Value,
        };
    }

    /// <summary>A trade of the flow, which its tickers will count too.</summary>
    internal void FlowTrade(DateTimeOffset time, Dollars yesPrice, Contracts count)
    {
        Trade(time, yesPrice, count);
        _tickerVolume = (_tickerVolume ?? Contracts.Zero) + count;
    }

    /// <summary>Takes what a ticker knows: open interest, and volume that no public trade has explained, since captures may
    /// hold tickers without trades.</summary>
    internal void Ticker(DateTimeOffset time, MarketSummary summary)
    {
        if (_minutes.Count == 0)
            Quote(time, summary.YesBid, summary.YesAsk);
        var traded = summary.Volume - (_tickerVolume ?? summary.Volume);
        if (traded > Contracts.Zero)
            Trade(time, summary.LastPrice, traded);
        _tickerVolume = Contracts.Max(summary.Volume, _tickerVolume ?? summary.Volume);
        if (MinuteOf(time) is var minute && minute.OpenInterest != summary.OpenInterest)
            _minutes[^1] = minute with { OpenInterest = summary.OpenInterest };
    }

    /// <summary>Candles that end from <paramref name="start"/> to <paramref name="end"/>, both Unix seconds, and not before
    /// the market's first minute nor after the one of <paramref name="last"/>.</summary>
    /// <param name="period">Seconds.</param>
    /// <param name="beforeStart">Whether the state before the first of them comes first, as a candle without trades.</param>
    internal IReadOnlyList<Candle> Between(long start, long end, long period, DateTimeOffset last, bool beforeStart)
    {
        var candles = new List<Candle>();
        if (_minutes.Count == 0)
            return candles;
        var until = Math.Min(end, RoundUp(last.ToUnixTimeSeconds(), period));
        Candle? carried = null;
        var next = 0;
        for (var periodEnd = RoundUp(_minutes[0].End, period); periodEnd <= until; periodEnd += period)
        {
            var candle = carried?.Quiet(periodEnd);
            for (; next < _minutes.Count && _minutes[next].End <= periodEnd; next++)
                candle = candle?.Then(_minutes[next], periodEnd) ?? _minutes[next] with { End = periodEnd };
            if (candle!.End >= start)
            {
                if (beforeStart && candles.Count == 0 && carried is not null)
                    candles.Add(carried.Quiet(candle.End));
                candles.Add(candle);
            }
            carried = candle;
        }
        return candles;
    }

    /// <summary>The minute of <paramref name="time"/>, begun if it is a new one; what comes late counts to the newest.</summary>
    Candle MinuteOf(DateTimeOffset time)
    {
        var end = EndOf(time);
        if (end > _minutes[^1].End)
            _minutes.Add(_minutes[^1].Quiet(end));
        return _minutes[^1];
    }

    static long EndOf(DateTimeOffset time)
    {
        var seconds = time.ToUnixTimeSeconds();
        return RoundUp(time.Ticks % TimeSpan.TicksPerSecond == 0 ? seconds : seconds + 1, Minute);
    }

    static long RoundUp(long seconds, long period) => (seconds + period - 1) / period * period;
}
