using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Kalshi.VenueSimulator.Tests;

/// <summary>The connection under the stream: who is let in, what keeps it alive, and what a slow reader gets.</summary>
public sealed class StreamConnectionTests
{
    [Fact]
    public async Task A_registered_key_that_signs_the_handshake_is_let_in()
    {
        using var capture = CaptureFile.TwoWindows();
        using var key = new ApiKey("key-1");
        var clock = new ManualClock(Simulators.Noon);
        await using var simulator = await StartAsync(capture, key, clock);
        await using var client = await SocketClient.ConnectAsync(simulator.KalshiStream, key.Sign(clock.GetUtcNow(), "GET", "/trade-api/ws/v2"));

        Assert.Null(client.RefusedWith);
    }

    [Fact]
    public async Task A_signature_over_another_path_or_by_another_key_is_refused()
    {
        using var capture = CaptureFile.TwoWindows();
        using var key = new ApiKey("key-1");
        using var impostor = new ApiKey("key-1");
        var clock = new ManualClock(Simulators.Noon);
        await using var simulator = await StartAsync(capture, key, clock);

        foreach (var headers in new[]
        {
            key.Sign(clock.GetUtcNow(), "GET", "/trade-api/v2"),
            impostor.Sign(clock.GetUtcNow(), "GET", "/trade-api/ws/v2"),
            ApiKey.Unsigned(clock.GetUtcNow()),
            new Dictionary<string, string>(),
        })
        {
            await using var client = await SocketClient.ConnectAsync(simulator.KalshiStream, headers);
            Assert.Equal(401, client.RefusedWith);
        }
    }

    [Theory]
    [InlineData(-5, null)]
    [InlineData(5, null)]
    [InlineData(-6, 401)]
    [InlineData(6, 401)]
    public async Task A_timestamp_may_be_five_seconds_off(int seconds, int? refusedWith)
    {
        using var capture = CaptureFile.TwoWindows();
        await using var simulator = await Simulators.StartAsync(new() { Recording = capture.FilePath, Clock = new ManualClock(Simulators.Noon) });
        await using var client = await SocketClient.ConnectAsync(
            simulator.KalshiStream, ApiKey.Unsigned(Simulators.Noon.AddSeconds(seconds)));

        Assert.Equal(refusedWith, client.RefusedWith);
    }

    [Fact]
    public async Task Every_ten_seconds_comes_a_ping_that_says_heartbeat()
    {
        using var capture = CaptureFile.TwoWindows();
        var clock = new ManualClock(Simulators.Noon);
        await using var simulator = await Simulators.StartAsync(new() { Recording = capture.FilePath, Clock = clock });
        using var socket = new TcpClient();
        await socket.ConnectAsync(simulator.Address.Host, simulator.Address.Port);
        await using var wire = socket.GetStream();
        var headers = string.Concat(ApiKey.Unsigned(clock.GetUtcNow()).Select(h => $"{h.Key}: {h.Value}\r\n"));
        await wire.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /trade-api/ws/v2 HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n{headers}\r\n"));
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var read = new List<byte>();
        await ReadUntilAsync(wire, read, "\r\n\r\n"u8.ToArray(), bound.Token);
        // A command that is answered shows that the session runs, and with it its timer.
        byte[] masked = [0x81, 0x80 | 2, 0, 0, 0, 0, (byte)'{', (byte)'}'];
        await wire.WriteAsync(masked, bound.Token);
        await ReadUntilAsync(wire, read, "Unknown command\"}}"u8.ToArray(), bound.Token);
        clock.Advance(TimeSpan.FromSeconds(10));

        await ReadUntilAsync(wire, read, [0x89, 9, .. "heartbeat"u8], bound.Token);
    }

    [Fact]
    public async Task A_client_that_does_not_read_loses_the_subscription_and_keeps_the_connection()
    {
        const int Frames = 4_000;
        using var capture = new CaptureFile().Watch(0, CaptureFile.First, "2026-05-11T12:30:00Z", 81087.33m);
        // Far more bytes than the sockets' own buffers take.
        for (var i = 0; i < Frames; i++)
            capture.Snapshot(1, CaptureFile.First, new JsonArray([.. Enumerable.Range(1, 400).Select(p => CaptureFile.Level($"0.{p:D4}", "1.00"))]));
        capture.Save();
        var clock = new ManualClock(Simulators.Noon);
        await using var simulator = await Simulators.StartAsync(new() { Recording = capture.FilePath, Clock = clock, SendBufferFrames = 16 });
        await using var client = await simulator.ConnectAsync();
        await client.SubscribeAsync(1, ["orderbook_delta"], CaptureFile.First);
        await client.ReceiveAsync("subscribed");
        clock.Advance(TimeSpan.FromSeconds(5));
        await simulator.DataPlayed;

        await client.SendAsync(new { id = 2, cmd = "list_subscriptions" });
        var error = await client.ReceiveAsync("error");
        var listed = await client.ReceiveAsync();

        Assert.Equal(25, error.GetProperty("msg").GetProperty("code").GetInt32());
        Assert.Equal(1, error.GetProperty("sid").GetInt32());
        Assert.Equal("[]", listed.GetProperty("msg").GetRawText());
    }

    static Task<SimulatorHost> StartAsync(CaptureFile capture, ApiKey key, TimeProvider clock) => Simulators.StartAsync(new()
    {
        Recording = capture.FilePath,
        ApiKeyId = key.Id,
        PublicKeyPem = key.PublicKeyPem,
        Clock = clock,
    });

    static async Task ReadUntilAsync(NetworkStream wire, List<byte> read, byte[] wanted, CancellationToken bound)
    {
        var buffer = new byte[1024];
        while (read.ToArray().AsSpan().IndexOf(wanted) < 0)
        {
            var count = await wire.ReadAsync(buffer, bound);
            Assert.NotEqual(0, count);
            read.AddRange(buffer[..count]);
        }
    }
}
