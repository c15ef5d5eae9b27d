namespace Kalshi.Bus;

/// <summary>A rejected message as it is stored.</summary>
/// <param name="Origin">The subject or feed it came from.</param>
/// <param name="Reason">Why it was rejected.</param>
/// <param name="OriginStream">The stream that holds the original, if one does.</param>
/// <param name="Identity">Of the message, if it had one.</param>
/// <param name="Body">The bytes as received.</param>
/// <param name="Handled">Who handled it and how; null while nobody has.</param>
public sealed record DeadLetter(
    long Sequence,
    DateTimeOffset Stored,
    string Subject,
    string Origin,
    string Reason,
    string? OriginStream,
    long? OriginSequence,
    string? Identity,
    ReadOnlyMemory<byte> Body,
    DeadLetterMark? Handled = null);
