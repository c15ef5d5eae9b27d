using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Kalshi.VenueSimulator;

namespace Kalshi.System.Tests;

/// <summary>The Orleans Dashboard beside the operator's page.</summary>
public sealed class DashboardTests
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [FlavourFact(FlavourFactAttribute.Orleans)]
    public async Task The_Orleans_Dashboard_shows_the_grains_to_whoever_has_the_token_and_changes_nothing()
    {
        await using var deployment = await Deployment.StartAsync();
        await using var venue = await deployment.StartVenueAsync(new SimulatorOptions { Seed = 3 });
        await using var silo = await SiloUnderTest.StartAsync(deployment.Folder, deployment.Settings(venue), FlavourFactAttribute.Orleans);
        using var http = new HttpClient { BaseAddress = silo.Address };

        using (var stranger = await http.GetAsync("orleans/"))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
            Assert.Equal("Basic", Assert.Single(stranger.Headers.WwwAuthenticate).Scheme);
        }
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("orleans/DashboardCounters")).StatusCode);

        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"ada:{SiloUnderTest.Token}")));
        Assert.Contains("Orleans Dashboard", await http.GetStringAsync("orleans/"), StringComparison.Ordinal);
        await silo.UntilAsync("spot is read", s => s.GetProperty("spot").GetProperty("ticks").GetInt64() > 0, Patience);
        // The dashboard counts in intervals of its own.
        await Eventually.SeenAsync(
            "the grain is shown", () => http.GetStringAsync("orleans/DashboardCounters"), shown => shown.Contains("SpotGrain", StringComparison.Ordinal), Patience);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync("orleans/Trace")).StatusCode);
        using (var none = await http.GetAsync("orleans/HistoricalStats/nobody"))
        {
            Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);
            Assert.Contains("nobody", await none.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await http.PostAsync("orleans/DashboardCounters", null)).StatusCode);

        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "a-guess");
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("orleans/")).StatusCode);
    }
}
