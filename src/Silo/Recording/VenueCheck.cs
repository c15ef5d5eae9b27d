using Kalshi.Grains;
using Kalshi.Silo.Configuration;
using Kalshi.Venues;

namespace Kalshi.Silo.Recording;

/// <summary>Two questions to the venue before anything is started: is it there, and does it take our key?</summary>
static class VenueCheck
{
    const int AttemptsMax = 3;

    // The start's patience asks again.
    static readonly KalshiRestOptions OnceQuickly = new() { AttemptsMax = 1, AttemptTimeout = TimeSpan.FromSeconds(5) };

    /// <exception cref="StartupException">The venue does not answer for as long as the start waits, or not as it should; or it refuses
    /// the key, with what is wrong: key, clock, path or environment.</exception>
    internal static async Task RunAsync(
        SiloOptions options, KalshiCredentials credentials, VenueClock clock, Random random, StartPatience patience, CancellationToken stop)
    {
        using var http = KalshiRest.CreateHttpClient();
        var status = await patience.WaitAsync(
            $"Kalshi ({options.Kalshi.Environment}, {options.Kalshi.Rest})", () => StatusAsync(options.Kalshi, http, random, stop),
            failure => failure is KalshiRestException { IsTransient: true }, stop);
        if (!status.ExchangeActive)
            Console.WriteLine($"the exchange is not active{(status.EstimatedResumeTs is { } ts ? $" until about {DateTimeOffset.FromUnixTimeSeconds(ts):u}" : "")}; waiting for it");

        var report = await TryKeyAsync(options.Kalshi, credentials, http, clock, stop);
        if (report.Fault == CredentialsFault.None)
            return;
        // On a clock that runs faster a slow call is late by many of the venue's seconds: no proof against the key.
        if (report.Fault == CredentialsFault.Unreachable || options.ClockRate > 1)
            Console.WriteLine($"the key could not be tried, going on: {report.Explanation}");
        else
            throw new StartupException($"Kalshi ({options.Kalshi.Environment}): fault of the {report.Fault.ToString().ToLowerInvariant()}: {report.Explanation}");
    }

    // By the wall's clock: on a faster one a venue on a busy machine would be given no time to answer.
    static async Task<ExchangeStatus> StatusAsync(KalshiEndpoints endpoints, HttpClient http, Random random, CancellationToken stop)
    {
        using var rest = new KalshiRest(endpoints, credentials: null, http, OnceQuickly, TimeProvider.System, random);
        return await rest.ExchangeStatusAsync(stop);
    }

    static async Task<CredentialsReport> TryKeyAsync(
        KalshiEndpoints endpoints, KalshiCredentials credentials, HttpClient http, VenueClock clock, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            var report = await new CredentialsSelfTest(http, clock.Time).RunAsync(endpoints, credentials, Other(endpoints), stop);
            // A host that was held up between signing and sending is refused once, a wrong key always.
            if (report.Fault is CredentialsFault.None or CredentialsFault.Unreachable || attempt == AttemptsMax)
                return report;
        }
    }

    /// <summary>Where a key may belong that this environment refuses; nobody asks the venue on behalf of a host that is not its own.</summary>
    static KalshiEndpoints? Other(KalshiEndpoints endpoints) => endpoints.Environment switch
    {
        "prod" => KalshiEndpoints.Demo,
        "demo" => KalshiEndpoints.Production,
        _ => null,
    };
}
