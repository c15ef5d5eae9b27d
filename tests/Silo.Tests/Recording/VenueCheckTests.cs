using System.Security.Cryptography;
using Kalshi.Grains;
using Kalshi.Silo.Clock;
using Kalshi.Silo.Configuration;
using Kalshi.Silo.Recording;
using Kalshi.Venues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Kalshi.Silo.Tests.Recording;

/// <summary>The start meets a venue that does not work yet.</summary>
public sealed class VenueCheckTests : IAsyncDisposable
{
    // A hundred seconds of the start in one.
    static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow();
    static readonly RatedTimeProvider Fast = new(Start, Start, 100, TimeProvider.System);

    readonly StringWriter _said = new();
    readonly WebApplication _venue;
    Func<int, int> _status = _ => StatusCodes.Status200OK;
    int _asked;

    public VenueCheckTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _venue = builder.Build();
        _venue.Run(AnswerAsync);
    }

    public ValueTask DisposeAsync() => _venue.DisposeAsync();

    [Theory]
    [InlineData(503)]
    [InlineData(500)]
    [InlineData(429)]
    public async Task A_venue_that_does_not_work_yet_is_asked_again_until_it_does_and_the_operator_is_told_once(int status)
    {
        _status = ask => ask <= 3 ? status : StatusCodes.Status200OK;

        await CheckAsync(TimeSpan.FromHours(2));

        // Four times its status, then the key: whether it works, and a signed call.
        Assert.Equal(6, _asked);
        Assert.Contains($"HTTP {status}", Assert.Single(Said()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_venue_that_never_works_ends_the_start_with_what_it_said_last()
    {
        _status = _ => StatusCodes.Status503ServiceUnavailable;

        var refused = await Assert.ThrowsAsync<StartupException>(() => CheckAsync(TimeSpan.FromSeconds(5)));

        Assert.Contains("HTTP 503", refused.Message, StringComparison.Ordinal);
        Assert.StartsWith("Kalshi (custom, http://127.0.0.1:", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(401)]
    public async Task What_does_not_pass_by_waiting_ends_the_start_at_once(int status)
    {
        _status = _ => status;

        await Assert.ThrowsAsync<StartupException>(() => CheckAsync(TimeSpan.FromHours(2)));

        Assert.Equal(1, _asked);
        Assert.Empty(Said());
    }

    string[] Said() => _said.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    async Task CheckAsync(TimeSpan patience)
    {
        await _venue.StartAsync();
        using var key = RSA.Create(2048);
        var address = new Uri(_venue.Urls.Single());
        await WarmAsync(address);
        var settings = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("KALSHI_REST_URL", $"{address}trade-api/v2"), new("KALSHI_WS_URL", $"ws://127.0.0.1:{address.Port}/trade-api/ws/v2"),
        ]).Build();
        await VenueCheck.RunAsync(
            SiloOptionsReader.Read(new Knobs(settings)),
            KalshiCredentials.FromPem("00000000-0000-4000-8000-00000000000a", key.ExportPkcs8PrivateKeyPem()), new VenueClock(TimeProvider.System),
            new Random(1), new StartPatience(patience, Fast, _said), CancellationToken.None);
    }

    // The first answer of a server takes long on a busy machine, and the check gives each but seconds.
    static async Task WarmAsync(Uri address)
    {
        using var http = KalshiRest.CreateHttpClient();
        using var answer = await http.GetAsync(address);
    }

    Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/trade-api"))
            context.Response.StatusCode = _status(++_asked);
        return context.Response.WriteAsync("""{"exchange_active":true,"trading_active":true}""");
    }
}
