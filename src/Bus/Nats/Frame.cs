using System.Buffers.Text;
using System.Text;

namespace Kalshi.Bus.Nats;

enum FrameKind { Message, Ping, Pong, Ok, Error, Info }

/// <summary>One operation of the server, as it lies in the receive buffer: valid until the buffer is reused.</summary>
readonly ref struct Frame(FrameKind kind, ReadOnlySpan<byte> text = default)
{
    const int MaxLine = 1 << 16;

    public FrameKind Kind { get; } = kind;

    /// <summary>INFO's JSON or the text of an error.</summary>
    public ReadOnlySpan<byte> Text { get; } = text;

    public long SubscriptionId { get; private init; }
    public ReadOnlySpan<byte> Subject { get; private init; }
    public ReadOnlySpan<byte> ReplyTo { get; private init; }
    public ReadOnlySpan<byte> Headers { get; private init; }
    public ReadOnlySpan<byte> Payload { get; private init; }

    /// <summary>Reads the first frame of the buffer.</summary>
    /// <param name="maxMessage">Bytes a message may have before the server counts as broken.</param>
    /// <param name="consumed">Bytes the frame took; when the frame is incomplete, 0.</param>
    /// <exception cref="NatsProtocolException">Bytes that no server sends.</exception>
    internal static bool TryRead(ReadOnlySpan<byte> buffer, int maxMessage, out Frame frame, out int consumed)
    {
        frame = default;
        consumed = 0;
        var newline = buffer.IndexOf((byte)'\n');
        if (newline < 0)
            return buffer.Length <= MaxLine ? false : throw Malformed("a line without end", buffer);
        if (newline == 0 || buffer[newline - 1] != (byte)'\r')
            throw Malformed("a line that does not end with CR LF", buffer[..newline]);

        var line = buffer[..(newline - 1)];
        if (line.StartsWith("MSG "u8))
            return TryReadMessage(buffer, line, hasHeaders: false, newline + 1, maxMessage, out frame, out consumed);
        if (line.StartsWith("HMSG "u8))
            return TryReadMessage(buffer, line, hasHeaders: true, newline + 1, maxMessage, out frame, out consumed);

        consumed = newline + 1;
        frame = Control(line);
        return true;
    }

    static Frame Control(ReadOnlySpan<byte> line) =>
        line.SequenceEqual("PING"u8) ? new(FrameKind.Ping)
        : line.SequenceEqual("PONG"u8) ? new(FrameKind.Pong)
        : line.SequenceEqual("+OK"u8) ? new(FrameKind.Ok)
        : line.StartsWith("-ERR"u8) ? new(FrameKind.Error, line[4..].Trim(" '"u8))
        : line.StartsWith("INFO "u8) ? new(FrameKind.Info, line[5..])
        : throw Malformed("an unknown operation", line);

    // MSG <subject> <sid> [reply] <size>  |  HMSG <subject> <sid> [reply] <header size> <total size>
    static bool TryReadMessage(
        ReadOnlySpan<byte> buffer, ReadOnlySpan<byte> line, bool hasHeaders, int bodyStart, int maxMessage, out Frame frame, out int consumed)
    {
        Span<Range> ranges = stackalloc Range[8];
        var count = Split(line, ranges);
        var sizes = hasHeaders ? 2 : 1;
        var hasReply = count == 4 + sizes;
        if (!hasReply && count != 3 + sizes)
            throw Malformed("a message line with a wrong number of fields", line);

        var total = Number(line[ranges[count - 1]], line);
        var headers = hasHeaders ? Number(line[ranges[count - 2]], line) : 0;
        if (total > maxMessage || headers > total)
            throw Malformed($"a message of {headers} header bytes in {total} (at most {maxMessage})", line);

        frame = default;
        consumed = 0;
        var size = (int)total;
        if (buffer.Length < bodyStart + size + 2)
            return false;
        if (buffer[bodyStart + size] != (byte)'\r' || buffer[bodyStart + size + 1] != (byte)'\n')
            throw Malformed("a message that is longer than its line says", line);

        frame = new(FrameKind.Message)
        {
            Subject = line[ranges[1]],
            SubscriptionId = Number(line[ranges[2]], line),
            ReplyTo = hasReply ? line[ranges[3]] : default,
            Headers = buffer.Slice(bodyStart, (int)headers),
            Payload = buffer[(bodyStart + (int)headers)..(bodyStart + size)],
        };
        consumed = bodyStart + size + 2;
        return true;
    }

    static int Split(ReadOnlySpan<byte> line, Span<Range> ranges)
    {
        var count = 0;
        for (var start = 0; start < line.Length && count < ranges.Length; count++)
        {
            var length = line[start..].IndexOf((byte)' ');
            var end = length < 0 ? line.Length : start + length;
            ranges[count] = start..end;
            start = end + 1;
        }
        return count;
    }

    static long Number(ReadOnlySpan<byte> text, ReadOnlySpan<byte> line) =>
        text.Length is > 0 and < 12 && Utf8Parser.TryParse(text, out long value, out var used) && used == text.Length && value >= 0
            ? value
            : throw Malformed("a field that is no number", line);

    static NatsProtocolException Malformed(string what, ReadOnlySpan<byte> bytes) =>
        new($"the server sent {what}: '{Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 120)])}'");
}
