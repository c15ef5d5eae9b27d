using System.Text;
using Kalshi.Bus.Nats;

namespace Kalshi.Bus.Tests;

public sealed class FrameTests
{
    const int MaxMessage = 100;

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    static bool Reads(string text, out string shown)
    {
        var read = Frame.TryRead(Bytes(text), MaxMessage, out var frame, out var consumed);
        shown = read
            ? $"{frame.Kind} {frame.SubscriptionId} {Encoding.UTF8.GetString(frame.Subject)}|{Encoding.UTF8.GetString(frame.ReplyTo)}|"
                + $"{frame.Headers.Length}|{Encoding.UTF8.GetString(frame.Payload)}|{Encoding.UTF8.GetString(frame.Text)} ({consumed})"
            : "";
        return read;
    }

    [Theory]
    [InlineData("PING\r\n", "Ping 0 ||0|| (6)")]
    [InlineData("PONG\r\nPING\r\n", "Pong 0 ||0|| (6)")]
    [InlineData("+OK\r\n", "Ok 0 ||0|| (5)")]
    [InlineData("-ERR 'Authorization Violation'\r\n", "Error 0 ||0||Authorization Violation (32)")]
    [InlineData("INFO {}\r\n", "Info 0 ||0||{} (9)")]
    [InlineData("MSG a.b 7 3\r\nxyz\r\n", "Message 7 a.b||0|xyz| (18)")]
    [InlineData("MSG a.b 7 reply.x 0\r\n\r\n", "Message 7 a.b|reply.x|0|| (23)")]
    [InlineData("HMSG a 7 r 12 14\r\nNATS/1.0\r\n\r\nhi\r\n", "Message 7 a|r|12|hi| (34)")]
    [InlineData("MSG a 1 6\r\nMSG \r\n\r\n", "Message 1 a||0|MSG \r\n| (19)")]
    public void Operations_are_read(string text, string expected)
    {
        Assert.True(Reads(text, out var shown));
        Assert.Equal(expected, shown);
    }

    [Theory]
    [InlineData("HMSG a 7 r 12 14\r\nNATS/1.0\r\n\r\nhi\r\n")]
    [InlineData("MSG a.b 7 3\r\nxyz\r\n")]
    [InlineData("PING\r\n")]
    public void A_frame_is_read_when_its_last_byte_is_there_and_not_before(string text)
    {
        for (var length = 0; length < text.Length; length++)
            Assert.False(Reads(text[..length], out _));
        Assert.True(Reads(text, out _));
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n", "an unknown operation")]
    [InlineData("PING\n", "does not end with CR LF")]
    [InlineData("MSG a 1\r\n", "wrong number of fields")]
    [InlineData("MSG a 1 r x 3\r\nabc\r\n", "wrong number of fields")]
    [InlineData("MSG a x 3\r\nabc\r\n", "no number")]
    [InlineData("MSG a 1 -3\r\nabc\r\n", "no number")]
    [InlineData("MSG a 1 999999999999999\r\n", "no number")]
    [InlineData("MSG a 1 101\r\n", "a message of 0 header bytes in 101 (at most 100)")]
    [InlineData("HMSG a 1 5 3\r\nabc\r\n", "a message of 5 header bytes in 3")]
    [InlineData("MSG a 1 3\r\nabcdef\r\n", "longer than its line says")]
    public void What_no_server_sends_is_refused_with_the_line(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<NatsProtocolException>(() => Reads(text, out _)).Message);

    [Fact]
    public void A_line_without_end_is_refused_before_it_fills_the_memory() =>
        Assert.Contains("a line without end", Assert.Throws<NatsProtocolException>(() => Reads(new string('x', 70_000), out _)).Message);

    [Fact]
    public void Headers_are_written_and_read_and_cannot_break_out_of_their_line()
    {
        var headers = NatsHeaders.Of(("Nats-Msg-Id", "k:1"), ("Error", "größer: x"));
        Assert.Equal("k:1", headers["nats-msg-id"]);
        Assert.Equal("größer: x", headers["Error"]);
        Assert.Null(headers["Other"]);
        Assert.Equal(0, headers.Status.Code);
        Assert.Throws<ArgumentException>(() => NatsHeaders.Of(("A", "x\r\nNats-Msg-Id: y")));
        Assert.Throws<ArgumentException>(() => NatsHeaders.Of(("A:B", "x")));
    }

    [Theory]
    [InlineData("NATS/1.0 404 No Messages\r\n\r\n", 404, "No Messages")]
    [InlineData("NATS/1.0 503\r\n\r\n", 503, "")]
    [InlineData("NATS/1.0\r\n\r\n", 0, "")]
    [InlineData("", 0, "")]
    [InlineData("NATS/1.0 x\r\n\r\n", 0, "")]
    public void The_version_line_carries_a_status(string block, int code, string text) =>
        Assert.Equal((code, text), new NatsHeaders(Bytes(block)).Status);

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData(".a")]
    [InlineData("a.")]
    [InlineData("a b")]
    [InlineData("a.*")]
    [InlineData("a.>")]
    [InlineData("a\r\nPUB x 0\r\n")]
    public void A_subject_that_would_mean_something_else_is_refused(string subject) =>
        Assert.Throws<ArgumentException>(() => NatsSubject.RequirePublishable(subject));
}
