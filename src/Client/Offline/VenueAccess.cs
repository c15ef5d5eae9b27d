using Kalshi.Venues;

namespace Kalshi.Client.Offline;

/// <summary>The venue as the silo's own settings name it: KALSHI_ENV, KALSHI_REST_URL, KALSHI_WS_URL, KALSHI_API_KEY_ID and the
/// private key.</summary>
sealed class VenueAccess : IDisposable
{
    /// <summary>Half of what the lowest tier may read a second: the venue counts by key, and a silo may be trading on the same one.</summary>
    const double ReadTokensPerSecond = 100;

    readonly HttpClient _http = KalshiRest.CreateHttpClient();
    readonly RestLine _line = new(
        new() { ReadTokensPerSecond = ReadTokensPerSecond, ReadCapacity = ReadTokensPerSecond }, TimeProvider.System);

    /// <exception cref="FormatException">A setting that cannot be used; the message names it.</exception>
    internal VenueAccess(int pagesMax)
    {
        var standard = Environment.GetEnvironmentVariable("KALSHI_ENV") switch
        {
            null or "" or "demo" => KalshiEndpoints.Demo,
            "prod" => KalshiEndpoints.Production,
            var other => throw new FormatException($"KALSHI_ENV: '{other}' is neither demo nor prod"),
        };
        Endpoints = KalshiEndpoints.Parse(Named("KALSHI_REST_URL", standard.Rest), Named("KALSHI_WS_URL", standard.WebSocket));
        Credentials = KalshiCredentials.FromEnvironment();
        Rest = new(Endpoints, Credentials, _http, new() { PagesMax = pagesMax, IsCritical = false }, TimeProvider.System, new(), _line);
    }

    internal KalshiEndpoints Endpoints { get; }

    /// <summary>null where no key is set: public data only.</summary>
    internal KalshiCredentials? Credentials { get; }

    internal KalshiRest Rest { get; }

    public void Dispose()
    {
        Rest.Dispose();
        _line.Dispose();
        Credentials?.Dispose();
        _http.Dispose();
    }

    static string Named(string variable, Uri standard) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : standard.OriginalString;
}
