using System.Net;
using System.Text;
using Kalshi.Silo.Operations;
using Microsoft.AspNetCore.Http;

namespace Kalshi.Silo.Tests.Operations;

public sealed class DashboardGuardTests
{
    static readonly string Given = Basic("ada:secret");

    [Theory]
    [InlineData("127.0.0.1", "GET", null, 200)]
    [InlineData("::1", "HEAD", null, 200)]
    [InlineData("127.0.0.1", "GET", "Bearer secret", 200)]
    [InlineData("192.0.2.7", "GET", null, 403)]
    [InlineData("127.0.0.1", "POST", null, 405)]
    [InlineData("127.0.0.1", "GET", "Bearer guess", 401)]
    [InlineData("127.0.0.1", "GET", "Basic !not base 64!", 401)]
    [InlineData("127.0.0.1", "GET", "", 401)]
    public async Task Only_readers_on_this_machine_with_the_token_pass(string from, string method, string? header, int status) =>
        Assert.Equal(status, await AskAsync(new("secret"), from, method, header ?? Given));

    [Fact]
    public async Task A_password_that_is_part_of_the_token_or_none_does_not_pass()
    {
        Assert.Equal(401, await AskAsync(new("secret"), "127.0.0.1", "GET", Basic("ada:secre")));
        Assert.Equal(401, await AskAsync(new("secret"), "127.0.0.1", "GET", Basic("ada:")));
        Assert.Equal(200, await AskAsync(new("with:colon"), "127.0.0.1", "GET", Basic("ada:with:colon")));
    }

    [Fact]
    public async Task A_silo_without_a_token_shows_it_to_nobody() =>
        Assert.Equal(403, await AskAsync(new(null), "127.0.0.1", "GET", Given));

    static async Task<int> AskAsync(OperationsToken token, string from, string method, string header)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(from);
        http.Request.Method = method;
        http.Request.Headers.Authorization = header;

        var answer = await new DashboardGuard(token).RequireAsync(
            EndpointFilterInvocationContext.Create(http), _ => ValueTask.FromResult<object?>(Results.Ok()));

        return Assert.IsAssignableFrom<IStatusCodeHttpResult>(answer).StatusCode!.Value;
    }

    static string Basic(string credentials) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))}";
}
