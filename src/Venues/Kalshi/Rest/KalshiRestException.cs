using System.Net;

namespace Kalshi.Venues;

/// <summary>What kind of failure ended a call, in the words of the reference strategy's error buckets.</summary>
public enum RestFault
{
    /// <summary>No answer in time.</summary>
    Timeout,

    /// <summary>HTTP 429, or our own budget has no room left.</summary>
    RateLimited,

    /// <summary>Another refusal by HTTP status, or no connection.</summary>
    HttpError,

    /// <summary>HTTP 401 or 403.</summary>
    AuthError,

    /// <summary>An answer that is not what the venue's specification promises.</summary>
    InvalidPayload,

    /// <summary>Not sent: the endpoint failed too often and rests.</summary>
    CircuitOpen,
}

/// <summary>A call to the venue failed; for reads, after all attempts.</summary>
/// <param name="status">null when there was no answer.</param>
public sealed class KalshiRestException(RestFault fault, HttpStatusCode? status, string message) : Exception(message)
{
    public RestFault Fault { get; } = fault;

    public HttpStatusCode? Status { get; } = status;

    /// <summary>Worth another try: no answer, no connection, or a venue that says it cannot answer now.</summary>
    public bool IsTransient => Fault switch
    {
        RestFault.Timeout => true,
        RestFault.RateLimited => Status is not null,
        RestFault.HttpError => Status is null or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout,
        _ => false,
    };
}
