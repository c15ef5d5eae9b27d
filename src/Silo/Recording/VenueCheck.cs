using Kalshi.Grains;
using Kalshi.Silo.Configuration;
using Kalshi.Venues;

namespace Kalshi.Silo.Recording;

/// <summary>One question to the venue before anything is started: is it there?</summary>
static class VenueCheck
{
    /// <exception cref="StartupException">The venue does not answer, or not as it should.</exception>
    internal static async Task RunAsync(SiloOptions options, VenueClock clock, Random random, CancellationToken stop)
    {
        // A start must not hang on a venue that is not there: two short tries, then the operator hears why.
        var patience = new KalshiRestOptions { AttemptsMax = 2, AttemptTimeout = TimeSpan.FromSeconds(5) };
        using var rest = new KalshiRest(options.Kalshi, credentials: null, KalshiRest.CreateHttpClient(), patience, clock.Time, random);
        var status = await StartupException.Explain(
            $"Kalshi ({options.Kalshi.Environment}, {options.Kalshi.Rest})", () => rest.ExchangeStatusAsync(stop));
        if (!status.ExchangeActive)
            Console.WriteLine($"the exchange is not active{(status.EstimatedResumeTs is { } ts ? $" until about {DateTimeOffset.FromUnixTimeSeconds(ts):u}" : "")}; waiting for it");
    }
}
