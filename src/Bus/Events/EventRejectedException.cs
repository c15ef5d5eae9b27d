namespace Kalshi.Bus;

/// <summary>This is no event: the message names the field and the value. It belongs into the dead letters, not on the bus.</summary>
public sealed class EventRejectedException(string reason, Exception? inner = null) : Exception(reason, inner);
