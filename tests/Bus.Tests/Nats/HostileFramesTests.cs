using System.Text;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;
using Kalshi.Fuzzing;

namespace Kalshi.Bus.Tests;

/// <summary>Whatever comes over the bus is an event, or is refused with a reason. FUZZ_FRAMES says how much of it.</summary>
public sealed class HostileFramesTests
{
    const int MaxMessage = 1 << 20;
    const string Headers = "NATS/1.0\r\nNats-Msg-Id: spot_tick:v1:42\r\n\r\n";
    const string Reply = "$JS.ACK.MARKET_EVENTS.svc_persistence_market.1.77.70.1771016400000000000.3";

    static readonly int Mutations = Mutation.Count(10_000);

    [Fact]
    public void Every_mutation_of_every_operation_is_a_frame_an_incomplete_one_or_refused_with_a_reason()
    {
        var random = new Random(20260513);
        byte[][] samples =
        [
            .. Samples.All.Take(3).Select(Delivery),
            .. ((string[])["PING\r\n", "+OK\r\n", "-ERR 'Authorization Violation'\r\n", "INFO {\"server_id\":\"x\",\"max_payload\":1048576}\r\n", $"MSG a.b 7 {Reply} 3\r\nxyz\r\n"])
                .Select(Encoding.UTF8.GetBytes),
        ];
        var ends = new int[3];
        for (var i = 0; i < Mutations; i++)
            ends[(int)EndOf(Mutation.Of(samples[random.Next(samples.Length)], samples, random))]++;
        Assert.All(ends, count => Assert.InRange(count, Mutations / 100, Mutations));
    }

    [Fact]
    public void Every_mutation_of_every_kind_of_event_is_an_event_or_refused_with_a_reason()
    {
        var random = new Random(20260514);
        byte[][] samples = [.. Samples.All.Select(e => EventJson.Serialize(Samples.Envelope(e)))];
        var refused = 0;
        for (var i = 0; i < Mutations; i++)
        {
            if (EventJson.TryParse(Mutation.Of(samples[random.Next(samples.Length)], samples, random), out var envelope, out var reason))
            {
                Assert.NotEmpty(EventJson.Serialize(envelope));
                continue;
            }
            Assert.NotEmpty(reason);
            refused++;
        }
        Assert.InRange(refused, Mutations / 2, Mutations);
    }

    static byte[] Delivery(Grains.Events.DomainEvent payload)
    {
        var body = EventJson.Serialize(Samples.Envelope(payload));
        return [.. Encoding.UTF8.GetBytes($"HMSG {Subjects.Of(payload)} 7 {Reply} {Headers.Length} {Headers.Length + body.Length}\r\n{Headers}"), .. body, .. "\r\n"u8];
    }

    // What the connection does with a frame, to its end.
    static End EndOf(byte[] bytes)
    {
        try
        {
            if (!Frame.TryRead(bytes, MaxMessage, out var frame, out var consumed))
                return End.Incomplete;
            Assert.InRange(consumed, 1, bytes.Length);
            if (frame.Kind == FrameKind.Info)
                ServerInfo.Parse(frame.Text);
            if (frame.Kind == FrameKind.Message)
            {
                var headers = new NatsHeaders(frame.Headers.ToArray());
                _ = (headers.Status, headers["Nats-Msg-Id"], DeliveryInfo.TryParse(Encoding.UTF8.GetString(frame.ReplyTo), out _));
                Assert.NotEqual(EventJson.TryParse(frame.Payload, out _, out var reason), reason is not null);
            }
            return End.Frame;
        }
        catch (NatsProtocolException e)
        {
            Assert.NotEmpty(e.Message);
            return End.Refused;
        }
    }

    enum End { Frame, Incomplete, Refused }
}
