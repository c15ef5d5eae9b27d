namespace Kalshi.VenueSimulator.Tests;

public sealed class YesPriceTests
{
    [Fact]
    public async Task A_subscription_in_yes_prices_quotes_no_bids_at_their_complement()
    {
        using var capture = CaptureFile.TwoWindows();
        var clock = new ManualClock(Simulators.Noon);
        await using var simulator = await Simulators.StartAsync(new() { Recording = capture.FilePath, Clock = clock, StartOnSubscribe = false });
        clock.Advance(TimeSpan.FromSeconds(5));
        await simulator.CatchUpAsync(clock);
        await using var client = await simulator.ConnectAsync();
        await client.SendAsync(new
        {
            id = 1,
            cmd = "subscribe",
            @params = new { channels = new[] { "orderbook_delta" }, market_ticker = CaptureFile.First, use_yes_price = true },
        });
        await client.ReceiveAsync("subscribed");
        var snapshot = (await client.ReceiveAsync("orderbook_snapshot")).GetProperty("msg");

        Assert.Equal("""[["0.3000","10.00"]]""", snapshot.GetProperty("yes_dollars_fp").GetRawText());
        Assert.Equal("""[["0.3500","7.00"]]""", snapshot.GetProperty("no_dollars_fp").GetRawText());
    }
}
