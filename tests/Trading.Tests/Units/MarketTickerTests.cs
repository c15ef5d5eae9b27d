namespace Kalshi.Trading.Tests.Units;

public class MarketTickerTests
{
    [Theory]
    [InlineData("KXBTCD-26FEB1317-T66249.99", "KXBTCD")]
    [InlineData("KXBTC15M-26MAY140045-45", "KXBTC15M")]
    [InlineData("INX", "INX")]
    public void The_series_precedes_the_first_dash(string text, string series)
    {
        var ticker = MarketTicker.Parse(text, "market_ticker");

        Assert.Equal(text, ticker.Value);
        Assert.Equal(series, ticker.Series);
    }

    [Theory]
    [InlineData("", "market_ticker: '' is not a market ticker")]
    [InlineData("kxbtcd", "market_ticker: 'kxbtcd' is not a market ticker")]
    [InlineData("KX BTC", "market_ticker: 'KX BTC' is not a market ticker")]
    [InlineData("KX\r\nBTC", "market_ticker: 'KX??BTC' is not a market ticker")]
    [InlineData("KX>", "market_ticker: 'KX>' is not a market ticker")]
    [InlineData("KX*", "market_ticker: 'KX*' is not a market ticker")]
    [InlineData(null, "market_ticker: '' is not a market ticker")]
    public void What_no_ticker_has_is_refused_by_name(string? text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => MarketTicker.Parse(text!, "market_ticker")).Message);

    [Fact]
    public void A_ticker_has_at_most_128_characters()
    {
        Assert.True(MarketTicker.TryParse(new string('A', 128), out _));
        Assert.False(MarketTicker.TryParse(new string('A', 129), out _));
    }

    [Fact]
    public void Tickers_of_the_same_text_are_equal() =>
        Assert.Equal(MarketTicker.Parse("KX-1", "a"), MarketTicker.Parse(string.Concat("KX", "-1"), "b"));
}
