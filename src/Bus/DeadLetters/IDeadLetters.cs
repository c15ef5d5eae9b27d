namespace Kalshi.Bus;

/// <summary>Where every rejected message goes, so that nothing from outside is ever lost silently.</summary>
public interface IDeadLetters
{
    /// <summary>Stores a rejected message.</summary>
    /// <param name="origin">What it would have been: a subject of the bus, or a feed such as <c>kalshi.ws</c>.</param>
    /// <param name="reason">Why it was rejected, in words that name the field and the value; cut at 200 characters.</param>
    /// <param name="original">The bytes as received.</param>
    /// <param name="identity">Deterministic identity of the message, so that a message rejected twice is stored once; null
    /// when it has none.</param>
    Task RejectAsync(string origin, string reason, ReadOnlyMemory<byte> original, string? identity, CancellationToken cancellationToken);
}
