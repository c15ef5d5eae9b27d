using System.Net;

namespace Kalshi.Venues;

/// <summary>Asks the venue, before anything depends on it, whether signed calls are accepted; and if not, why.</summary>
/// <param name="http">As for <see cref="KalshiRest"/>.</param>
public sealed class CredentialsSelfTest(HttpClient http, TimeProvider clock)
{
    /// <summary>More than this and a refused signature is blamed on the clock. Generous, since the venue's time comes in seconds.</summary>
    static readonly TimeSpan ClockSkewMax = TimeSpan.FromSeconds(5);

    static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    const string OpenPath = "exchange/status";
    const string SignedPath = "portfolio/balance";

    /// <param name="other">Where the key may belong instead, asked only when the first refuses it; null asks nobody.</param>
    public async Task<CredentialsReport> RunAsync(KalshiEndpoints endpoints, KalshiCredentials credentials, KalshiEndpoints? other, CancellationToken cancel)
    {
        var signer = new KalshiSigner(credentials, clock);
        if (!credentials.Verify("self-test", credentials.Sign("self-test")))
            return new(CredentialsFault.Key, null, "the private key does not verify what it signs: is the file damaged?");

        var open = await CallAsync(endpoints, OpenPath, null, cancel);
        if (open.Status is null or >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests)
            return new(CredentialsFault.Unreachable, open.Skew, $"{endpoints.Rest} does not work: {open.Said}");
        if (open.Status != HttpStatusCode.OK)
            return new(CredentialsFault.Path, open.Skew, $"{endpoints.Rest}/{OpenPath} answers {open.Said}: the base address must be the API's, with /trade-api/v2");

        var signed = await CallAsync(endpoints, SignedPath, signer, cancel);
        var skew = signed.Skew ?? open.Skew;
        return signed.Status switch
        {
            HttpStatusCode.OK => new(CredentialsFault.None, skew, $"accepted by {endpoints.Environment}"),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => await ExplainAsync(endpoints, other, signer, skew, signed.Said, cancel),
            HttpStatusCode.NotFound => new(CredentialsFault.Path, skew, $"{endpoints.Rest}/{SignedPath} answers {signed.Said}: the base address must be the API's, with /trade-api/v2"),
            _ => new(CredentialsFault.Unreachable, skew, $"{endpoints.Rest} does not answer a signed call: {signed.Said}"),
        };
    }

    async Task<CredentialsReport> ExplainAsync(
        KalshiEndpoints endpoints, KalshiEndpoints? other, KalshiSigner signer, TimeSpan? skew, string said, CancellationToken cancel)
    {
        if (skew is { } difference && difference.Duration() > ClockSkewMax)
            return new(CredentialsFault.Clock, skew, $"our clock is {Math.Abs(difference.TotalMilliseconds):0} ms {(difference > TimeSpan.Zero ? "ahead of" : "behind")} the venue's; it refused the signature with {said}");
        if (other is not null && (await CallAsync(other, SignedPath, signer, cancel)).Status == HttpStatusCode.OK)
            return new(CredentialsFault.Environment, skew, $"the key belongs to {other.Environment}, not to {endpoints.Environment}");
        return new(CredentialsFault.Key, skew, $"{endpoints.Environment} refused the signature with {said}: the key id is unknown there, or the private key is another one's");
    }

    async Task<(HttpStatusCode? Status, TimeSpan? Skew, string Said)> CallAsync(KalshiEndpoints endpoints, string path, KalshiSigner? signer, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(CallTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{endpoints.Rest}/{path}"));
        if (signer is not null)
            foreach (var (name, value) in signer.Sign("GET", request.RequestUri!))
                request.Headers.Add(name, value);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var now = clock.GetUtcNow();
            return (response.StatusCode, response.Headers.Date is { } date ? Whole(now) - date : null, $"HTTP {(int)response.StatusCode}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (null, null, $"no answer within {CallTimeout.TotalSeconds} s");
        }
        catch (HttpRequestException e)
        {
            return (null, null, e.Message);
        }
    }

    static DateTimeOffset Whole(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
