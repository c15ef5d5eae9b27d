namespace Kalshi.Bus;

/// <summary>The stream's word that it holds the event.</summary>
/// <param name="Sequence">Position in the stream; for a duplicate, of the copy that was there first.</param>
/// <param name="Duplicate">The stream held an event with this idempotency key already.</param>
public readonly record struct PublishAck(string Stream, long Sequence, bool Duplicate);
