using Microsoft.Extensions.Logging.Abstractions;

namespace Kalshi.Venues.Tests;

public class Pings_of_the_venue
{
    const byte Text = 1, Ping = 9, Pong = 10;

    [Fact]
    public async Task A_ping_is_answered_with_its_own_body_and_the_feed_sends_none_of_its_own()
    {
        using var venue = new RawWebSocketPeer();
        using var stop = new CancellationTokenSource();
        var feed = new KalshiFeed(
            KalshiEndpoints.Parse("http://127.0.0.1/trade-api/v2", venue.Address.ToString()), TestKey.Credentials, RunningFeed.Quick, TimeProvider.System,
            new Random(1), NullLogger<KalshiFeed>.Instance);
        feed.Watch([SessionScript.A]);
        var run = feed.RunAsync(stop.Token);
        await venue.AcceptAsync();
        Assert.Equal(Text, (await venue.ReceiveAsync()).Opcode);
        await venue.SendAsync(Ping, "heartbeat");
        Assert.Equal((Pong, "heartbeat"), await venue.ReceiveAsync());
        await venue.SendAsync(Ping, "heartbeat");
        Assert.Equal((Pong, "heartbeat"), await venue.ReceiveAsync());
        await stop.CancelAsync();
        await run.WaitAsync(ScriptedVenue.Patience);
    }
}
