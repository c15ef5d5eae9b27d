using System.Net;

namespace Kalshi.Venues;

/// <summary>Sends calls to the venue: budget, time-out, signature, and repetition of what may be repeated.</summary>
sealed class KalshiHttp(
    KalshiEndpoints endpoints, KalshiSigner? signer, HttpClient http, KalshiRestOptions options, TimeProvider clock, Random random) : IDisposable
{
    const int QuotedMax = 300;

    readonly TokenBucket _reads = new(options.ReadTokensPerSecond, options.WaitersMax, clock);
    readonly FullJitterBackoff _backoff = new(options.Backoff, options.BackoffMax, random);
    readonly SemaphoreSlim _inFlight = new(options.InFlightMax);
    long _retries;

    public void Dispose() => _inFlight.Dispose();

    internal long Retries => Interlocked.Read(ref _retries);

    /// <param name="path">Relative to the API's base, with its query.</param>
    /// <param name="signed">The venue wants a signature; without credentials the call goes out as it is.</param>
    /// <exception cref="KalshiRestException">After the last attempt.</exception>
    internal async Task<ReadOnlyMemory<byte>> GetAsync(string path, CancellationToken cancel, bool signed = false)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (answer, failure, retryAfter) = await AttemptAsync(path, signed, cancel);
            if (failure is null)
                return answer;
            if (!IsTransient(failure) || attempt >= options.AttemptsMax)
                throw failure;
            Interlocked.Increment(ref _retries);
            var wait = retryAfter is { } asked ? (asked < options.BackoffMax ? asked : options.BackoffMax) : _backoff.Delay(attempt - 1);
            await Task.Delay(wait, clock, cancel);
        }
    }

    /// <summary>Sends a write once. It is never repeated here: a write without an answer may have been done.</summary>
    /// <returns>The answer whatever its status, or what went wrong: then it is unknown whether the venue acted.</returns>
    internal async Task<(HttpStatusCode? Status, ReadOnlyMemory<byte> Body, string? Failure)> SendOnceAsync(
        HttpMethod method, string path, byte[]? body, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(options.AttemptTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            using var request = Request(method, path, signed: true);
            if (body is not null)
            {
                request.Content = new ByteArrayContent(body);
                request.Content.Headers.ContentType = new("application/json");
            }
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return (response.StatusCode, await ReadAsync(path, response, either.Token), null);
        }
        catch (OperationCanceledException)
        {
            return (null, default, cancel.IsCancellationRequested ? "given up while waiting for the answer" : $"no answer within {options.AttemptTimeout.TotalSeconds} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or KalshiRestException)
        {
            return (null, default, e.Message);
        }
    }

    HttpRequestMessage Request(HttpMethod method, string path, bool signed)
    {
        var request = new HttpRequestMessage(method, new Uri($"{endpoints.Rest}/{path}"));
        if (signed && signer is not null)
            foreach (var (name, value) in signer.Sign(method.Method, request.RequestUri!))
                request.Headers.Add(name, value);
        return request;
    }

    static bool IsTransient(KalshiRestException failure) => failure.Fault switch
    {
        RestFault.Timeout => true,
        RestFault.RateLimited => failure.Status is not null,
        RestFault.HttpError => failure.Status is null or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout,
        _ => false,
    };

    async Task<(ReadOnlyMemory<byte> Answer, KalshiRestException? Failure, TimeSpan? RetryAfter)> AttemptAsync(string path, bool signed, CancellationToken cancel)
    {
        if (!await _reads.TakeAsync(options.TokensPerCall, cancel))
            return (default, new(RestFault.RateLimited, null, $"GET {path}: {options.WaitersMax} calls wait for the budget already"), null);
        await _inFlight.WaitAsync(cancel);
        using var limit = new CancellationTokenSource(options.AttemptTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            using var request = Request(HttpMethod.Get, path, signed);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var body = await ReadAsync(path, response, either.Token);
            return response.StatusCode == HttpStatusCode.OK ? (body, null, null) : (default, Refused(path, response, body), RetryAfter(response));
        }
        catch (KalshiRestException e)
        {
            return (default, e, null);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (default, new(RestFault.Timeout, null, $"GET {path}: no answer within {options.AttemptTimeout.TotalSeconds} s"), null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return (default, new(RestFault.HttpError, null, $"GET {path}: no connection: {e.Message}"), null);
        }
        finally
        {
            _inFlight.Release();
        }
    }

    async Task<ReadOnlyMemory<byte>> ReadAsync(string path, HttpResponseMessage response, CancellationToken cancel)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        var body = new MemoryStream();
        var part = new byte[16 * 1024];
        while (await stream.ReadAsync(part, cancel) is > 0 and var count)
        {
            if (body.Length + count > options.AnswerMaxBytes)
                throw new KalshiRestException(RestFault.InvalidPayload, response.StatusCode, $"GET {path}: the answer is longer than {options.AnswerMaxBytes} bytes");
            body.Write(part, 0, count);
        }
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    static KalshiRestException Refused(string path, HttpResponseMessage response, ReadOnlyMemory<byte> body)
    {
        var fault = response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => RestFault.RateLimited,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => RestFault.AuthError,
            _ => RestFault.HttpError,
        };
        var said = System.Text.Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, QuotedMax)]);
        return new(fault, response.StatusCode, $"GET {path}: HTTP {(int)response.StatusCode}: {said}");
    }

    TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > clock.GetUtcNow() => date - clock.GetUtcNow(),
        _ => null,
    };
}
