using System.Globalization;
using Kalshi.Bus.Nats;

namespace Kalshi.Bus.JetStream;

/// <summary>The headers of a publish: its identity, and what must hold for the stream to take it.</summary>
/// <param name="MessageId">Stored once within the stream's duplicate window.</param>
/// <param name="LastSequence">The stream's last sequence must be this one.</param>
/// <param name="LastSubjectSequence">The last sequence of this subject must be this one; 0 when it must be new.</param>
/// <param name="LastMessageId">The stream's last message must have this id.</param>
/// <param name="Stream">The subject must belong to this stream.</param>
public readonly record struct PublishExpectation(
    string? MessageId = null, long? LastSequence = null, long? LastSubjectSequence = null, string? LastMessageId = null, string? Stream = null)
{
    public NatsHeaders ToHeaders(params ReadOnlySpan<(string Name, string Value)> more)
    {
        Span<(string, string)> headers = new (string, string)[5 + more.Length];
        var count = 0;
        Add(headers, ref count, "Nats-Msg-Id", MessageId);
        Add(headers, ref count, "Nats-Expected-Last-Sequence", LastSequence?.ToString(CultureInfo.InvariantCulture));
        Add(headers, ref count, "Nats-Expected-Last-Subject-Sequence", LastSubjectSequence?.ToString(CultureInfo.InvariantCulture));
        Add(headers, ref count, "Nats-Expected-Last-Msg-Id", LastMessageId);
        Add(headers, ref count, "Nats-Expected-Stream", Stream);
        foreach (var (name, value) in more)
            Add(headers, ref count, name, value);
        return count == 0 ? NatsHeaders.None : NatsHeaders.Of(headers[..count]);
    }

    static void Add(Span<(string, string)> headers, ref int count, string name, string? value)
    {
        if (value is not null)
            headers[count++] = (name, value);
    }
}
