using System.Net;

namespace Kalshi.Venues;

/// <summary>Sends calls to the venue: budget, breakers, time-out, signature, and repetition of what may be repeated.</summary>
sealed class KalshiHttp(
    KalshiEndpoints endpoints, KalshiSigner? signer, HttpClient http, KalshiRestOptions options, RestLine line, TimeProvider clock, Random random)
{
    const int QuotedMax = 300;

    readonly FullJitterBackoff _backoff = new(options.Backoff, options.BackoffMax, random);
    long _retries;

    internal long Retries => Interlocked.Read(ref _retries);

    internal RestLine Line => line;

    /// <param name="path">Relative to the API's base, with its query.</param>
    /// <param name="signed">The venue wants a signature; without credentials the call goes out as it is.</param>
    /// <exception cref="KalshiRestException">After the last attempt.</exception>
    internal async Task<ReadOnlyMemory<byte>> GetAsync(string path, CancellationToken cancel, bool signed = false)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (answer, failure, wait) = await AttemptAsync(path, signed, attempt, cancel);
            if (failure is null)
            {
                if (options.IsCritical)
                    line.Critical(exhausted: null);
                return answer;
            }
            if (!failure.IsTransient || attempt >= options.AttemptsMax)
            {
                if (options.IsCritical && failure.Fault == RestFault.RateLimited)
                    line.Critical(failure.Message);
                throw failure;
            }
            Interlocked.Increment(ref _retries);
            await Task.Delay(wait, clock, cancel);
        }
    }

    /// <summary>Sends a write once. It is never repeated here: a write without an answer may have been done.</summary>
    /// <param name="items">Orders that the call names, each of which is billed.</param>
    /// <param name="wayOut">Takes risk away: goes out where others would be held back.</param>
    internal async Task<WriteAnswer> SendOnceAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancel, int items = 1, bool wayOut = false)
    {
        var circuit = line.Circuits.Of(method.Method, path);
        if (cancel.IsCancellationRequested)
            return WriteAnswer.NotSent("given up before it was sent");
        if (!wayOut && circuit.IsOpen)
            return WriteAnswer.NotSent($"{method} {path}: the endpoint failed too often and rests");
        if (!line.TryTakeWrite(method.Method, path, items, wayOut))
            return WriteAnswer.NotSent(wayOut ? "write budget" : "write budget: what is left is kept for cancels");
        using var limit = new CancellationTokenSource(options.AttemptTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        IDisposable place;
        try
        {
            place = await line.EnterAsync(isRead: false, either.Token);
        }
        catch (OperationCanceledException)
        {
            return WriteAnswer.NotSent("too many calls are under way");
        }
        using (place)
        {
            var probes = circuit.TryEnter();
            var answer = await SendAsync(method, path, body, cancel, either.Token);
            if (answer.Status == HttpStatusCode.TooManyRequests)
                line.RateLimited(isRead: false, answer.RetryAfter is { } asked ? Bounded(asked) : _backoff.Delay(0));
            if (probes)
                circuit.Leave(answer.Status is { } status ? status < HttpStatusCode.InternalServerError : cancel.IsCancellationRequested ? null : false);
            return answer;
        }
    }

    async Task<WriteAnswer> SendAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancel, CancellationToken either)
    {
        try
        {
            using var request = Request(method, path, signed: true);
            if (body is not null)
            {
                request.Content = new ByteArrayContent(body);
                request.Content.Headers.ContentType = new("application/json");
            }
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either);
            return new(true, response.StatusCode, await ReadAsync(path, response, either), null, RetryAfter(response));
        }
        catch (OperationCanceledException)
        {
            return WriteAnswer.Lost(cancel.IsCancellationRequested ? "given up while waiting for the answer" : $"no answer within {options.AttemptTimeout.TotalSeconds} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or KalshiRestException)
        {
            return WriteAnswer.Lost(e.Message);
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

    /// <returns>The answer, or why there is none and how long to wait before the next attempt.</returns>
    async Task<(ReadOnlyMemory<byte> Answer, KalshiRestException? Failure, TimeSpan Wait)> AttemptAsync(string path, bool signed, int attempt, CancellationToken cancel)
    {
        var circuit = line.Circuits.Of("GET", path);
        if (circuit.IsOpen)
            return (default, Resting(path), default);
        if (!await line.TakeReadAsync(path, options.IsCritical, cancel))
            return (default, new(RestFault.RateLimited, null, $"GET {path}: too many calls wait for the budget already"), default);
        using var place = await line.EnterAsync(isRead: true, cancel);
        if (!circuit.TryEnter())
            return (default, Resting(path), default);
        bool? sound = null;
        try
        {
            var (answer, failure, retryAfter) = await ReadOnceAsync(path, signed, cancel);
            sound = failure is null || failure.Fault == RestFault.RateLimited || !failure.IsTransient;
            var wait = retryAfter is { } asked ? Bounded(asked) : _backoff.Delay(attempt - 1);
            if (failure is { Fault: RestFault.RateLimited })
                line.RateLimited(isRead: true, wait);
            return (answer, failure, wait);
        }
        finally
        {
            circuit.Leave(sound);
        }
    }

    async Task<(ReadOnlyMemory<byte> Answer, KalshiRestException? Failure, TimeSpan? RetryAfter)> ReadOnceAsync(string path, bool signed, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(options.AttemptTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            using var request = Request(HttpMethod.Get, path, signed);
            var sent = clock.GetUtcNow();
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (response.Headers.Date is { } date)
                line.Clock.Observe(sent, clock.GetUtcNow(), date);
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
    }

    async Task<ReadOnlyMemory<byte>> ReadAsync(string path, HttpResponseMessage response, CancellationToken cancel)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        var body = new MemoryStream();
        var part = new byte[16 * 1024];
        while (await stream.ReadAsync(part, cancel) is > 0 and var count)
        {
            if (body.Length + count > options.AnswerMaxBytes)
                throw new KalshiRestException(RestFault.InvalidPayload, response.StatusCode, $"{path}: the answer is longer than {options.AnswerMaxBytes} bytes");
            body.Write(part, 0, count);
        }
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    static KalshiRestException Resting(string path) =>
        new(RestFault.CircuitOpen, null, $"GET {path}: not sent: the endpoint failed too often and rests");

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

    TimeSpan Bounded(TimeSpan asked) => asked < options.BackoffMax ? asked : options.BackoffMax;

    TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > clock.GetUtcNow() => date - clock.GetUtcNow(),
        _ => null,
    };
}
