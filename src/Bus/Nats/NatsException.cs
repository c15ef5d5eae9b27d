namespace Kalshi.Bus.Nats;

/// <summary>The connection or the server failed the caller; the message says at what.</summary>
public class NatsException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Bytes that are no NATS protocol. The connection that brought them is not used any further.</summary>
public sealed class NatsProtocolException(string message) : NatsException(message);

/// <summary>The server answered <c>-ERR</c>.</summary>
public sealed class NatsServerException(string error) : NatsException($"the NATS server refused: {error}")
{
    public string Error { get; } = error;
}

/// <summary>Nobody listens on the subject of a request.</summary>
public sealed class NatsNoRespondersException(string subject) : NatsException($"nobody answers on '{subject}'")
{
    public string Subject { get; } = subject;
}

/// <summary>No answer in time. What was asked for may have happened or not.</summary>
public sealed class NatsTimeoutException(string message) : NatsException(message);

/// <summary>The connection ended while an answer was awaited. What was asked for may have happened or not.</summary>
public sealed class NatsDisconnectedException(string message, Exception? inner = null) : NatsException(message, inner);
