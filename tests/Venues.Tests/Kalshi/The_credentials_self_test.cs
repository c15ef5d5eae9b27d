using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Kalshi.Venues.Tests;

public class The_credentials_self_test
{
    static async Task<CredentialsReport> RunAsync(Func<HttpContext, Task> venue, Func<HttpContext, Task>? otherVenue = null)
    {
        await using var server = await ScriptedRest.StartAsync(venue);
        await using var other = await ScriptedRest.StartAsync(otherVenue ?? (context => Answer(context, 401)));
        return await new CredentialsSelfTest(KalshiRest.CreateHttpClient(), TimeProvider.System)
            .RunAsync(server.Endpoints, TestKey.Credentials, otherVenue is null ? null : other.Endpoints, CancellationToken.None);
    }

    static Task Answer(HttpContext context, int status, TimeSpan venueClockAhead = default)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Date = TimeProvider.System.GetUtcNow().Add(venueClockAhead).ToString("R", CultureInfo.InvariantCulture);
        return context.Response.WriteAsync("{}");
    }

    static bool IsSigned(HttpContext context) => context.Request.Headers.ContainsKey(KalshiSigner.SignatureHeader);

    [Fact]
    public async Task An_accepted_key_has_no_fault() =>
        Assert.Equal(CredentialsFault.None, (await RunAsync(context => Answer(context, 200))).Fault);

    [Fact]
    public async Task A_refused_key_with_the_right_time_is_a_fault_of_the_key() =>
        Assert.Equal(CredentialsFault.Key, (await RunAsync(context => Answer(context, IsSigned(context) ? 401 : 200))).Fault);

    [Fact]
    public async Task A_refused_key_with_a_wrong_time_is_a_fault_of_the_clock_and_says_by_how_much()
    {
        var report = await RunAsync(context => Answer(context, IsSigned(context) ? 401 : 200, TimeSpan.FromSeconds(90)));
        Assert.Equal(CredentialsFault.Clock, report.Fault);
        Assert.InRange(report.ClockSkew!.Value.TotalSeconds, -100, -80);
        Assert.Contains("ms behind the venue's", report.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_time_that_the_venue_tolerates_is_told_and_is_no_fault()
    {
        var report = await RunAsync(context => Answer(context, 200, TimeSpan.FromSeconds(-90)));
        Assert.Equal(CredentialsFault.None, report.Fault);
        Assert.InRange(report.ClockSkew!.Value.TotalSeconds, 80, 100);
    }

    [Fact]
    public async Task An_address_that_is_not_the_apis_is_a_fault_of_the_path() =>
        Assert.Equal(CredentialsFault.Path, (await RunAsync(context => Answer(context, 404))).Fault);

    [Fact]
    public async Task A_key_that_the_other_environment_takes_is_a_fault_of_the_environment() =>
        Assert.Equal(CredentialsFault.Environment, (await RunAsync(context => Answer(context, IsSigned(context) ? 401 : 200), context => Answer(context, 200))).Fault);

    [Fact]
    public async Task A_venue_that_does_not_work_says_nothing_about_the_key() =>
        Assert.Equal(CredentialsFault.Unreachable, (await RunAsync(context => Answer(context, 503))).Fault);
}
