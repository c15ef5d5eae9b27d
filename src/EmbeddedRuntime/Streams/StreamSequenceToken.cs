using System.Globalization;
using Orleans.Streams;

namespace Orleans.Streams
{
    /// <summary>Place of an event in its stream.</summary>
    public abstract class StreamSequenceToken : IEquatable<StreamSequenceToken?>, IComparable<StreamSequenceToken?>
    {
        public abstract long SequenceNumber { get; protected set; }

        public abstract int EventIndex { get; protected set; }

        public abstract bool Equals(StreamSequenceToken? other);

        public abstract int CompareTo(StreamSequenceToken? other);
    }

    public static class StreamSequenceTokenUtilities
    {
        public static bool Newer(this StreamSequenceToken me, StreamSequenceToken other) => me.CompareTo(other) > 0;

        public static bool Older(this StreamSequenceToken me, StreamSequenceToken other) => me.CompareTo(other) < 0;
    }
}

namespace Orleans.Providers.Streams.Common
{
    [Immutable]
    public class EventSequenceTokenV2 : StreamSequenceToken
    {
        public EventSequenceTokenV2()
        {
        }

        public EventSequenceTokenV2(long seqNumber, int eventInd = 0)
        {
            SequenceNumber = seqNumber;
            EventIndex = eventInd;
        }

        public sealed override long SequenceNumber { get; protected set; }

        public sealed override int EventIndex { get; protected set; }

        public EventSequenceTokenV2 CreateSequenceTokenForEvent(int eventInd) => new(SequenceNumber, eventInd);

        public override bool Equals(object? obj) => Equals(obj as StreamSequenceToken);

        public override bool Equals(StreamSequenceToken? other) =>
            other is EventSequenceTokenV2 token && token.SequenceNumber == SequenceNumber && token.EventIndex == EventIndex;

        public override int CompareTo(StreamSequenceToken? other)
        {
            if (other is null)
                return 1;
            if (other is not EventSequenceTokenV2 token)
                throw new ArgumentOutOfRangeException(nameof(other), other, "a token compares only with its own kind");
            var order = SequenceNumber.CompareTo(token.SequenceNumber);
            return order == 0 ? EventIndex.CompareTo(token.EventIndex) : order;
        }

        public override int GetHashCode() => HashCode.Combine(SequenceNumber, EventIndex);

        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"[EventSequenceTokenV2: SeqNum={SequenceNumber}, EventIndex={EventIndex}]");
    }

    [Immutable]
    public class EventSequenceToken : StreamSequenceToken
    {
        public EventSequenceToken()
        {
        }

        public EventSequenceToken(long sequenceNumber, int eventIndex = 0)
        {
            SequenceNumber = sequenceNumber;
            EventIndex = eventIndex;
        }

        public sealed override long SequenceNumber { get; protected set; }

        public sealed override int EventIndex { get; protected set; }

        public EventSequenceToken CreateSequenceTokenForEvent(int eventInd) => new(SequenceNumber, eventInd);

        public override bool Equals(object? obj) => Equals(obj as StreamSequenceToken);

        public override bool Equals(StreamSequenceToken? other) =>
            other is EventSequenceToken token && token.SequenceNumber == SequenceNumber && token.EventIndex == EventIndex;

        public override int CompareTo(StreamSequenceToken? other)
        {
            if (other is null)
                return 1;
            if (other is not EventSequenceToken token)
                throw new ArgumentOutOfRangeException(nameof(other), other, "a token compares only with its own kind");
            var order = SequenceNumber.CompareTo(token.SequenceNumber);
            return order == 0 ? EventIndex.CompareTo(token.EventIndex) : order;
        }

        public override int GetHashCode() => HashCode.Combine(SequenceNumber, EventIndex);

        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"[EventSequenceToken: SeqNum={SequenceNumber}, EventIndex={EventIndex}]");
    }
}
