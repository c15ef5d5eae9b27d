using System.Text.Json;

namespace Kalshi.VenueSimulator.Tests;

/// <summary>The spot venue's feeds over a recorded session on a clock that stands still until moved.</summary>
public sealed class SpotFeedTests : IAsyncLifetime
{
    static readonly string[] Product = ["BTC-USD"];

    readonly ManualClock _clock = new(Simulators.Noon);
    readonly CaptureFile _capture = CaptureFile.TwoWindows();
    SimulatorHost _simulator = null!;

    public async Task InitializeAsync() =>
        _simulator = await Simulators.StartAsync(new() { Recording = _capture.FilePath, Clock = _clock, StartOnSubscribe = false });

    public async Task DisposeAsync()
    {
        await _simulator.DisposeAsync();
        _capture.Dispose();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/coinbase/advanced-trade")]
    public async Task Advanced_trade_greets_with_the_last_trade_and_numbers_everything_on_the_connection(string path)
    {
        await using var client = await SocketClient.ConnectAsync(new UriBuilder(_simulator.CoinbaseAdvancedTrade) { Path = path }.Uri);
        await client.SendAsync(new { type = "subscribe", product_ids = Product, channel = "ticker" });
        var greeting = await client.ReceiveManyAsync(2);
        await client.SendAsync(new { type = "subscribe", channel = "heartbeats" });
        var acknowledged = await client.ReceiveAsync();
        _clock.Advance(TimeSpan.FromSeconds(1));
        var beat = await client.ReceiveAsync();
        _clock.Advance(TimeSpan.FromSeconds(2));
        var rest = new List<JsonElement>();
        while (rest.All(m => m.Text("channel") != "ticker"))
            rest.Add(await client.ReceiveAsync());

        Assert.Equal("snapshot 81000.01", Describe(greeting[0]));
        Assert.Equal("""[{"subscriptions":{"ticker":["BTC-USD"]}}]""", greeting[1].GetProperty("events").GetRawText());
        Assert.Equal("""[{"subscriptions":{"heartbeats":["heartbeats"],"ticker":["BTC-USD"]}}]""", acknowledged.GetProperty("events").GetRawText());
        Assert.Equal("heartbeats", beat.Text("channel"));
        Assert.Equal(0, beat.GetProperty("events")[0].GetProperty("heartbeat_counter").GetInt64());
        Assert.Equal("update 81010.00", Describe(rest.Single(m => m.Text("channel") == "ticker")));
        var all = greeting.Append(acknowledged).Append(beat).Concat(rest).ToList();
        Assert.Equal(Enumerable.Range(0, all.Count).Select(i => (long)i), all.Select(m => m.GetProperty("sequence_num").GetInt64()));
    }

    [Fact]
    public async Task Exchange_matches_begin_with_the_last_one_and_are_numbered_by_product()
    {
        await using var client = await SocketClient.ConnectAsync(_simulator.CoinbaseExchange);
        await client.SendAsync(new { type = "subscribe", channels = new[] { new { name = "matches", product_ids = Product } } });
        var greeting = await client.ReceiveManyAsync(2);
        _clock.Advance(TimeSpan.FromSeconds(5));
        var matches = await client.ReceiveManyAsync(2);

        Assert.Equal("""[{"name":"matches","product_ids":["BTC-USD"]}]""", greeting[1].GetProperty("channels").GetRawText());
        Assert.Equal(
            ["last_match 81000.01 1", "match 81010.00 2", "match 81020.5 3"],
            matches.Prepend(greeting[0]).Select(m => $"{m.Text("type")} {m.Text("price")} {m.GetProperty("sequence")}"));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("""{"type":"dance"}""")]
    [InlineData("""{"type":"subscribe"}""")]
    [InlineData("""{"type":"subscribe","channel":"weather"}""")]
    [InlineData("""{"type":"subscribe","channel":"ticker","product_ids":["DOGE-USD"]}""")]
    [InlineData("""{"type":"subscribe","channels":[7]}""")]
    public async Task A_message_that_makes_no_sense_is_answered_with_an_error(string message)
    {
        await using var client = await SocketClient.ConnectAsync(_simulator.CoinbaseAdvancedTrade);
        await client.SendTextAsync(message);

        Assert.Equal("error", (await client.ReceiveAsync()).Text("type"));
    }

    static string Describe(JsonElement message)
    {
        var happening = message.GetProperty("events")[0];
        return $"{happening.Text("type")} {happening.GetProperty("tickers")[0].Text("price")}";
    }
}
