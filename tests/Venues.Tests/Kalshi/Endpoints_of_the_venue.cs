namespace Kalshi.Venues.Tests;

public class Endpoints_of_the_venue
{
    [Fact]
    public void Production_and_demo_are_known()
    {
        Assert.Equal(("prod", "https://external-api.kalshi.com/trade-api/v2"), (KalshiEndpoints.Production.Environment, KalshiEndpoints.Production.Rest.ToString()));
        Assert.Equal(("demo", "wss://external-api-ws.demo.kalshi.co/trade-api/ws/v2"), (KalshiEndpoints.Demo.Environment, KalshiEndpoints.Demo.WebSocket.ToString()));
        Assert.Equal("prod", KalshiEndpoints.Parse("https://api.elections.kalshi.com/trade-api/v2/", "wss://api.elections.kalshi.com/trade-api/ws/v2").Environment);
    }

    [Theory]
    [InlineData("https://external-api.kalshi.com/trade-api/v2", "wss://demo-api.kalshi.co/trade-api/ws/v2", "is prod, KALSHI_WS_URL")]
    [InlineData("https://example.org/trade-api/v2", "wss://demo-api.kalshi.co/trade-api/ws/v2", "is custom, KALSHI_WS_URL")]
    [InlineData("http://example.org/trade-api/v2", "wss://example.org/trade-api/ws/v2", "http is for the loopback only")]
    [InlineData("https://example.org/trade-api/v2", "ws://example.org/trade-api/ws/v2", "ws is for the loopback only")]
    [InlineData("external-api.kalshi.com", "wss://example.org/", "is not an address with https")]
    [InlineData("https://example.org/v2?key=1", "wss://example.org/", "must have neither a query nor a user")]
    [InlineData("https://me:secret@example.org/v2", "wss://example.org/", "must have neither a query nor a user")]
    public void Mixed_environments_clear_text_and_odd_addresses_are_refused(string rest, string webSocket, string reason)
    {
        var message = Assert.Throws<FormatException>(() => KalshiEndpoints.Parse(rest, webSocket)).Message;
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Clear_text_is_allowed_on_the_loopback() =>
        Assert.Equal("custom", KalshiEndpoints.Parse("http://localhost:8080/trade-api/v2", "ws://127.0.0.1:8080/trade-api/ws/v2").Environment);
}
