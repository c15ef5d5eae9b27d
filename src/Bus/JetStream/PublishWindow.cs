using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Kalshi.Bus.Nats;

namespace Kalshi.Bus.JetStream;

/// <summary>A message between acceptance and acknowledgement.</summary>
sealed class PendingPublish(string subject, NatsHeaders headers, ReadOnlyMemory<byte> payload, long accepted)
{
    internal string Subject { get; } = subject;
    internal NatsHeaders Headers { get; } = headers;
    internal ReadOnlyMemory<byte> Payload { get; } = payload;
    internal TaskCompletionSource<PublishAck> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Timestamps of the time provider; <see cref="Accepted"/> starts anew when the window takes a message that waited.</summary>
    internal long Accepted { get; set; } = accepted;
    internal long Sent { get; set; }
    internal int Attempts { get; set; }
    internal bool IsDone => Outcome.Task.IsCompleted;
}

/// <summary>Messages in the order of their acceptance: [oldest .. next) are sent, [next .. end) are not yet.</summary>
/// <remarks>Go-back-N: to send again means to set <c>next</c> back to the oldest, so that the order on the wire stays the
/// order of acceptance; the stream's duplicate window makes that harmless. Not thread-safe: its owner locks.</remarks>
sealed class PublishWindow(int size)
{
    readonly PendingPublish?[] _ring = new PendingPublish?[BitOperations.RoundUpToPowerOf2((uint)size)];
    long _oldest;
    long _next;
    long _end;

    internal int Count => (int)(_end - _oldest);

    internal bool IsFull => Count == _ring.Length;

    internal PendingPublish? Oldest => _end > _oldest ? Slot(_oldest) : null;

    internal void Add(PendingPublish message) => Slot(_end++) = message;

    /// <summary>The next message to send and the number by which its acknowledgement will name it.</summary>
    internal bool TryPeekUnsent([NotNullWhen(true)] out PendingPublish? message, out long number)
    {
        while (_next < _end && Slot(_next)!.IsDone)
            _next++;
        number = _next;
        message = _next < _end ? Slot(_next) : null;
        return message is not null;
    }

    internal void MarkSent() => _next++;

    internal void SendAgain() => _next = _oldest;

    /// <summary>The message of a number, unless it has left the window.</summary>
    internal PendingPublish? Find(long number) => number >= _oldest && number < _end ? Slot(number) : null;

    /// <summary>Lets go of the finished messages at the front.</summary>
    internal void Trim()
    {
        while (_oldest < _end && Slot(_oldest)!.IsDone)
            Slot(_oldest++) = null;
        _next = Math.Max(_next, _oldest);
    }

    internal IEnumerable<PendingPublish> Unfinished()
    {
        for (var number = _oldest; number < _end; number++)
        {
            if (Slot(number) is { IsDone: false } message)
                yield return message;
        }
    }

    ref PendingPublish? Slot(long number) => ref _ring[number & (_ring.Length - 1)];
}
