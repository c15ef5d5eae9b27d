using System.Text;

namespace Kalshi.System.Tests.Tracing;

/// <summary>What the tests read of a span in OTLP's protobuf (opentelemetry/proto/trace/v1/trace.proto).</summary>
/// <param name="Links">Traces that the span names beside its own.</param>
sealed record Span(string Trace, string Name, IReadOnlyList<string> Links)
{
    /// <summary>All spans of an ExportTraceServiceRequest: resource_spans = 1, scope_spans = 2, spans = 2.</summary>
    internal static IEnumerable<Span> In(byte[] request) =>
        Fields(request, 1).SelectMany(resource => Fields(resource, 2)).SelectMany(scope => Fields(scope, 2)).Select(Read);

    /// <summary>trace_id = 1, name = 5, links = 13 with their trace_id = 1.</summary>
    static Span Read(byte[] span) => new(
        Convert.ToHexString(Fields(span, 1).Single()),
        Encoding.UTF8.GetString(Fields(span, 5).Single()),
        [.. Fields(span, 13).Select(link => Convert.ToHexString(Fields(link, 1).Single()))]);

    /// <summary>The length-delimited fields of one number.</summary>
    static List<byte[]> Fields(byte[] message, int number)
    {
        var found = new List<byte[]>();
        var at = 0;
        while (at < message.Length)
        {
            var tag = Varint(message, ref at);
            switch (tag & 7)
            {
                case 0:
                    _ = Varint(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    var length = (int)Varint(message, ref at);
                    if ((int)(tag >> 3) == number)
                        found.Add(message[at..(at + length)]);
                    at += length;
                    break;
            }
        }
        return found;
    }

    static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = message[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
