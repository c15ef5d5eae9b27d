using System.Net;
using System.Text;

namespace Kalshi.Silo.Operations;

/// <summary>Shows the Orleans Dashboard to whoever looks from this machine and has the operations token, and lets nobody change
/// anything through it.</summary>
/// <remarks>A browser sends no bearer token of its own accord, but it asks its user for a name and a password: the password is
/// the token, the name does not matter.</remarks>
sealed class DashboardGuard(OperationsToken token)
{
    const string Basic = "Basic ";

    internal async ValueTask<object?> RequireAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Connection.RemoteIpAddress is { } from && !IPAddress.IsLoopback(from))
            return Results.Problem($"the dashboard is shown on the silo's own machine only, not to {from}", statusCode: StatusCodes.Status403Forbidden);
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
            return Results.Problem($"the dashboard can only be read, {http.Request.Method} is refused", statusCode: StatusCodes.Status405MethodNotAllowed);
        if (token.RefusalOf(BearerOf(http.Request.Headers.Authorization.ToString())) is not { } refusal)
            return await AnswerAsync(context, next);
        http.Response.Headers.WWWAuthenticate = "Basic realm=\"operations token as password\", charset=\"UTF-8\"";
        return refusal;
    }

    /// <summary>Asked for a silo or a grain that is none, the dashboard would end the connection without a word.</summary>
    static async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Results.Problem(
                $"the dashboard has no answer to '{context.HttpContext.Request.Path}': {e.GetBaseException().Message}", statusCode: StatusCodes.Status400BadRequest);
        }
    }

    static string BearerOf(string header)
    {
        if (!header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
            return header;
        var credentials = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Basic.Length..], credentials, out var length))
            return "";
        var text = Encoding.UTF8.GetString(credentials.AsSpan(0, length));
        return $"Bearer {text[(text.IndexOf(':') + 1)..]}";
    }
}
