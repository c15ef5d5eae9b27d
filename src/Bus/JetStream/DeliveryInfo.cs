using System.Globalization;

namespace Kalshi.Bus.JetStream;

/// <summary>What the reply subject of a delivery says of it.</summary>
/// <param name="Deliveries">1 on the first try.</param>
/// <param name="ConsumerSequence">Counts the deliveries of the consumer without holes.</param>
/// <param name="Pending">Messages of the consumer that were not delivered when this one was.</param>
public readonly record struct DeliveryInfo(
    string Stream, string Consumer, int Deliveries, long StreamSequence, long ConsumerSequence, DateTimeOffset Stored, long Pending)
{
    /// <summary>Reads <c>$JS.ACK.[domain.account.]stream.consumer.deliveries.stream-seq.consumer-seq.nanoseconds.pending[.random]</c>.</summary>
    internal static bool TryParse(string replySubject, out DeliveryInfo info)
    {
        info = default;
        Span<Range> parts = stackalloc Range[14];
        var text = replySubject.AsSpan();
        var count = text.Split(parts, '.');
        if (count is not (9 or 11 or 12) || !text.StartsWith("$JS.ACK."))
            return false;
        var first = count == 9 ? 2 : 4;
        if (!TryNumber(text[parts[first + 2]], out var deliveries)
            || !TryNumber(text[parts[first + 3]], out var streamSequence)
            || !TryNumber(text[parts[first + 4]], out var consumerSequence)
            || !TryNumber(text[parts[first + 5]], out var nanoseconds)
            || !ulong.TryParse(text[parts[first + 6]], NumberStyles.None, CultureInfo.InvariantCulture, out var pending))
            return false;
        info = new(
            text[parts[first]].ToString(), text[parts[first + 1]].ToString(), (int)Math.Min(deliveries, int.MaxValue), streamSequence, consumerSequence,
            DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / TimeSpan.NanosecondsPerTick),
            // Servers before 2.10 may count below zero, which reads as an enormous number.
            pending > long.MaxValue ? 0 : (long)pending);
        return true;
    }

    static bool TryNumber(ReadOnlySpan<char> text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
