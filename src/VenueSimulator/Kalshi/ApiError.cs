namespace Kalshi.VenueSimulator;

/// <summary>A refusal of the REST API. The venue writes three shapes of body, each for its own kind of failure.</summary>
sealed class ApiError : IResult
{
    readonly int _status;
    readonly object _body;

    ApiError(int status, object body)
    {
        _status = status;
        _body = body;
    }

    /// <summary>The error as a part of an answer that succeeds as a whole, such as one order of a batch.</summary>
    internal ErrorPart? Part { get; private init; }

    /// <summary>The usual shape.</summary>
    internal static ApiError Nested(int status, string code, string? details = null, string? service = null)
    {
        var part = new ErrorPart(code, code.Replace('_', ' '), details, service);
        return new(status, new { Error = part }) { Part = part };
    }

    internal static ApiError NotFound() => Nested(StatusCodes.Status404NotFound, "not_found");

    internal static ApiError BadParameter(string why) =>
        Nested(StatusCodes.Status400BadRequest, "invalid_parameters", why);

    /// <summary>A body that is no JSON of the right types.</summary>
    internal static ApiError Undecodable(string details) =>
        new(StatusCodes.Status400BadRequest, new { Code = "bad_request", Message = "bad request", Details = details });

    /// <summary>A query parameter outside its range.</summary>
    internal static ApiError Validation(string message) => new(StatusCodes.Status400BadRequest, new { Msg = message });

    internal static ApiError TooManyRequests() => new(StatusCodes.Status429TooManyRequests, new { Error = "too many requests" });

    /// <summary>What the venue says with a status on its own account.</summary>
    internal static ApiError OfStatus(int status) => status switch
    {
        StatusCodes.Status429TooManyRequests => TooManyRequests(),
        StatusCodes.Status503ServiceUnavailable => Nested(status, "service_unavailable"),
        >= 500 => Nested(status, "internal_server_error"),
        _ => Nested(status, "bad_request"),
    };

    internal static ApiError Unauthorized(string code) => Nested(StatusCodes.Status401Unauthorized, code);

    /// <summary>The key or its signature is wrong; the message stays vague and the details tell.</summary>
    internal static ApiError BadCredentials(string details) => new(
        StatusCodes.Status401Unauthorized,
        new { Error = new { Code = "authentication_error", Message = "authentication_error", Details = details } });

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = _status;
        httpContext.Response.ContentType = "application/json";
        await httpContext.Response.Body.WriteAsync(WireJson.Bytes(_body), httpContext.RequestAborted);
    }
}

/// <summary>Code, text and origin of an error.</summary>
sealed record ErrorPart(string Code, string Message, string? Details, string? Service);
