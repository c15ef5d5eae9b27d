using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Kalshi.Bus.Nats;

/// <summary>Writes the client's operations.</summary>
static class Commands
{
    internal static void Connect(IBufferWriter<byte> into, ConnectRequest request)
    {
        into.Write("CONNECT "u8);
        into.Write(JsonSerializer.SerializeToUtf8Bytes(request, NatsJson.Default.ConnectRequest));
        into.Write("\r\n"u8);
    }

    internal static void Ping(IBufferWriter<byte> into) => into.Write("PING\r\n"u8);

    internal static void Pong(IBufferWriter<byte> into) => into.Write("PONG\r\n"u8);

    internal static void Subscribe(IBufferWriter<byte> into, string subject, string? queueGroup, long id)
    {
        var text = queueGroup is null ? $"SUB {subject} {id}\r\n" : $"SUB {subject} {queueGroup} {id}\r\n";
        Encoding.UTF8.GetBytes(text, into);
    }

    internal static void Unsubscribe(IBufferWriter<byte> into, long id) => Encoding.UTF8.GetBytes($"UNSUB {id}\r\n", into);

    /// <summary>PUB, or HPUB when there are headers.</summary>
    internal static void Publish(
        IBufferWriter<byte> into, string subject, ReadOnlySpan<byte> replyTo, ReadOnlySpan<byte> headers, ReadOnlySpan<byte> payload)
    {
        // Three bytes a character bound UTF-8, and 32 the operation, the sizes and the blanks.
        var span = into.GetSpan(subject.Length * 3 + replyTo.Length + headers.Length + payload.Length + 40);
        var length = 0;
        Append(headers.IsEmpty ? "PUB "u8 : "HPUB "u8, span, ref length);
        length += Encoding.UTF8.GetBytes(subject, span[length..]);
        span[length++] = (byte)' ';
        if (!replyTo.IsEmpty)
        {
            Append(replyTo, span, ref length);
            span[length++] = (byte)' ';
        }
        if (!headers.IsEmpty)
        {
            Append(headers.Length, span, ref length);
            span[length++] = (byte)' ';
        }
        Append(headers.Length + payload.Length, span, ref length);
        Append("\r\n"u8, span, ref length);
        Append(headers, span, ref length);
        Append(payload, span, ref length);
        Append("\r\n"u8, span, ref length);
        into.Advance(length);
    }

    static void Append(ReadOnlySpan<byte> bytes, Span<byte> into, ref int length)
    {
        bytes.CopyTo(into[length..]);
        length += bytes.Length;
    }

    static void Append(int number, Span<byte> into, ref int length)
    {
        Utf8Formatter.TryFormat(number, into[length..], out var written);
        length += written;
    }
}
