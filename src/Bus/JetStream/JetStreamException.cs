using Kalshi.Bus.Nats;

namespace Kalshi.Bus.JetStream;

/// <summary>JetStream understood the request and refused it.</summary>
/// <param name="code">Like an HTTP status: 404 not found, 503 not available now.</param>
/// <param name="errorCode">JetStream's own number, e.g. 10059 stream not found.</param>
public sealed class JetStreamException(int code, int errorCode, string description, string subject)
    : NatsException($"JetStream refused '{subject}': {description} (code {code}, error {errorCode})")
{
    /// <summary>No such stream, consumer or message.</summary>
    public const int NotFound = 404;

    public int Code { get; } = code;
    public int ErrorCode { get; } = errorCode;
    public string Description { get; } = description;

    /// <summary>Worth another try: the server is starting or out of a resource.</summary>
    public bool IsTransient => Code is 503 or 408;
}
