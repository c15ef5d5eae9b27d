namespace Kalshi.VenueSimulator.Tests;

public sealed class CandleHistoryTests
{
    static readonly DateTimeOffset Start = Simulators.Noon;

    readonly CandleHistory _history = new();

    [Fact]
    public void A_trade_on_the_full_minute_belongs_to_the_minute_that_ends()
    {
        _history.Quote(Start.AddSeconds(1), new(4_000), new(4_500));
        _history.Trade(Start.AddSeconds(60), new(4_500), Contracts.Whole(2));
        _history.Trade(Start.AddSeconds(60.001), new(4_600), Contracts.Whole(3));

        Assert.Equal([(60L, "2.00"), (120L, "3.00")], Minutes(180, 2).Select(c => (c.End - Start.ToUnixTimeSeconds(), c.Volume.ToString())));
    }

    [Fact]
    public void A_minute_in_which_nothing_happens_carries_the_quote_and_has_no_trade_price()
    {
        _history.Quote(Start.AddSeconds(1), new(4_000), new(4_500));
        _history.Trade(Start.AddSeconds(2), new(4_500), Contracts.Whole(2));
        _history.Quote(Start.AddSeconds(3), new(4_100), new(4_600));
        var quiet = Minutes(600, 3)[2];

        Assert.Equal((PriceSpan.At(new(4_100)), PriceSpan.At(new(4_600))), (quiet.YesBid, quiet.YesAsk));
        Assert.Null(quiet.Price);
        Assert.Equal(new Dollars(4_500), quiet.Previous);
        Assert.Null(quiet.Mean);
    }

    [Fact]
    public void Open_low_high_close_and_mean_follow_the_trades()
    {
        foreach (var (second, price, count) in new[] { (1, 5_000, 1), (2, 4_000, 2), (3, 7_000, 1), (4, 6_000, 4) })
            _history.Trade(Start.AddSeconds(second), new(price), Contracts.Whole(count));
        var minute = Minutes(600, 1)[0];

        Assert.Equal(new PriceSpan(new(5_000), new(4_000), new(7_000), new(6_000)), minute.Price);
        Assert.Equal(new Dollars(5_500), minute.Mean);
    }

    [Fact]
    public void Volume_of_a_ticker_counts_once_where_its_trades_were_not_seen()
    {
        _history.Ticker(Start.AddSeconds(1), Summary(volume: 100));
        _history.FlowTrade(Start.AddSeconds(2), new(5_000), Contracts.Whole(3));
        _history.Ticker(Start.AddSeconds(3), Summary(volume: 103));
        _history.Ticker(Start.AddSeconds(4), Summary(volume: 110));
        _history.Trade(Start.AddSeconds(5), new(5_000), Contracts.Whole(1));

        Assert.Equal("11.00", Minutes(600, 1)[0].Volume.ToString());
    }

    [Fact]
    public void The_state_before_the_range_comes_first_where_it_is_asked_for()
    {
        _history.Trade(Start.AddSeconds(2), new(4_500), Contracts.Whole(2));
        _history.Trade(Start.AddSeconds(130), new(4_700), Contracts.Whole(1));
        var start = Start.ToUnixTimeSeconds() + 180;
        var candles = _history.Between(start, start, 60, Start.AddSeconds(200), beforeStart: true);

        Assert.Equal(2, candles.Count);
        Assert.Equal((null, new Dollars(4_500)), (candles[0].Price, candles[0].Previous!.Value));
        Assert.Equal("1.00", candles[1].Volume.ToString());
    }

    IReadOnlyList<Candle> Minutes(int until, int count)
    {
        var candles = _history.Between(Start.ToUnixTimeSeconds(), Start.ToUnixTimeSeconds() + until, 60, Start.AddSeconds(until), beforeStart: false);
        return [.. candles.Take(count)];
    }

    static MarketSummary Summary(long volume) => MarketSummary.Untraded with { LastPrice = new(5_000), Volume = Contracts.Whole(volume) };
}
