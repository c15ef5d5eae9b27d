using System.Security.Cryptography;
using System.Text;

namespace Kalshi.Silo.Operations;

/// <summary>Guards everything that changes something: a bearer token, compared in constant time.</summary>
sealed class OperationsToken(string? token)
{
    internal async ValueTask<object?> RequireAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        RefusalOf(context.HttpContext.Request.Headers.Authorization.ToString()) ?? await next(context);

    /// <summary>Why a request with this Authorization header may not pass; null when it may.</summary>
    internal IResult? RefusalOf(string header) =>
        token is null ? Results.Problem(
            "this silo was started without OPERATIONS_TOKEN: it can only be read", statusCode: StatusCodes.Status403Forbidden)
        : Matches(header) ? null
        : Results.Problem("the operations token is missing or wrong", statusCode: StatusCodes.Status401Unauthorized);

    bool Matches(string header)
    {
        var expected = SHA256.HashData(Encoding.UTF8.GetBytes("Bearer " + token));
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(header));
        return CryptographicOperations.FixedTimeEquals(expected, given);
    }
}
