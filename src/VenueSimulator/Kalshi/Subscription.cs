using System.Buffers;
using System.Text.Json;

namespace Kalshi.VenueSimulator;

/// <summary>One channel on one connection, with its own sequence.</summary>
sealed class Subscription(int sid, string channel, bool skipTickerAck, bool yesPrices)
{
    /// <summary>The filter value that stands for every key.</summary>
    const string Everything = "all";

    readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    internal int Sid => sid;

    internal string Channel => channel;

    internal bool SkipTickerAck => skipTickerAck;

    /// <summary>Whether NO bids are quoted in the YES leg.</summary>
    internal bool YesPrices => yesPrices;

    /// <summary>No filter: every market.</summary>
    internal bool Unfiltered { get; set; }

    /// <summary>Market tickers, or index ids on the index channel, in a stable order.</summary>
    internal IReadOnlyList<string> Keys => [.. _keys.Order(StringComparer.Ordinal)];

    internal int KeyCount => _keys.Count;

    /// <summary>Number of the last message; the first is 1.</summary>
    internal long Sequence { get; set; }

    internal bool Covers(Publication publication) =>
        publication.Channel == channel
        && (Unfiltered || publication.Key is null || _keys.Contains(publication.Key)
            || (channel == Channels.Index && _keys.Contains(Everything)));

    /// <summary>The keys that were not covered before.</summary>
    internal IReadOnlyList<string> Add(IEnumerable<string> keys) => [.. keys.Where(_keys.Add)];

    internal void Remove(IEnumerable<string> keys) => _keys.ExceptWith(keys);

    internal long NextSequence() => ++Sequence;

    /// <summary>A data frame around <paramref name="body"/>, numbered where the channel numbers its frames.</summary>
    internal OutboundFrame Frame(string type, byte[] body, long? id = null) =>
        new(Envelope(type, body, id, Channels.IsSequenced(channel) ? NextSequence() : null), new(channel, type));

    /// <summary>An answer to a command about this subscription: numbered on every channel.</summary>
    internal OutboundFrame Answer(string type, byte[]? body, long id) =>
        new(Envelope(type, body, id, NextSequence()), new(channel, type));

    byte[] Envelope(string type, byte[]? body, long? id, long? sequence)
    {
        var buffer = new ArrayBufferWriter<byte>(128 + (body?.Length ?? 0));
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        if (id is not null)
            json.WriteNumber("id"u8, id.Value);
        json.WriteNumber("sid"u8, sid);
        if (sequence is not null)
            json.WriteNumber("seq"u8, sequence.Value);
        if (body is not null)
        {
            json.WritePropertyName("msg"u8);
            json.WriteRawValue(body, skipInputValidation: true);
        }
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
