using System.Net;
using System.Security.Cryptography;
using System.Text;
using Kalshi.Trading;
using Microsoft.AspNetCore.Http;

namespace Kalshi.Venues.Tests;

public class Calls_over_rest
{
    const string Status = """{"exchange_active":true,"trading_active":true}""";

    static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_transient_refusal_of_a_read_is_tried_again(int status)
    {
        await using var server = await ScriptedRest.StartAsync((status, "busy"), (status, "busy"), (200, Status));
        using var rest = server.Client();
        Assert.True((await rest.ExchangeStatusAsync(None)).ExchangeActive);
        Assert.Equal((3, 2L), (server.Requests.Count, rest.Retries));
    }

    [Theory]
    [InlineData(429, RestFault.RateLimited)]
    [InlineData(503, RestFault.HttpError)]
    public async Task Attempts_have_an_end(int status, RestFault fault)
    {
        await using var server = await ScriptedRest.StartAsync((status, """{"error":"too many requests"}"""));
        using var rest = server.Client();
        var error = await Assert.ThrowsAsync<KalshiRestException>(() => rest.ExchangeStatusAsync(None));
        Assert.Equal((fault, (HttpStatusCode)status, 5), (error.Fault, error.Status, server.Requests.Count));
        Assert.Contains("too many requests", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, RestFault.HttpError)]
    [InlineData(401, RestFault.AuthError)]
    [InlineData(403, RestFault.AuthError)]
    [InlineData(404, RestFault.HttpError)]
    [InlineData(302, RestFault.HttpError)]
    public async Task A_lasting_refusal_is_not_tried_again(int status, RestFault fault)
    {
        await using var server = await ScriptedRest.StartAsync((status, "no"));
        using var rest = server.Client();
        var error = await Assert.ThrowsAsync<KalshiRestException>(() => rest.ExchangeStatusAsync(None));
        Assert.Equal((fault, 1), (error.Fault, server.Requests.Count));
    }

    [Fact]
    public async Task Retry_After_takes_the_place_of_the_back_off()
    {
        var clock = new RecordingClock();
        var first = true;
        await using var server = await ScriptedRest.StartAsync(context =>
        {
            context.Response.StatusCode = first ? 429 : 200;
            if (first)
                context.Response.Headers.RetryAfter = "7";
            first = false;
            return context.Response.WriteAsync(Status);
        });
        using var rest = new KalshiRest(server.Endpoints, null, KalshiRest.CreateHttpClient(), new(), clock, new Random(1));
        await rest.ExchangeStatusAsync(None);
        Assert.Contains(TimeSpan.FromSeconds(7), clock.Delays);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_a_timeout()
    {
        await using var server = await ScriptedRest.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var rest = server.Client(ScriptedRest.Quick with { AttemptTimeout = TimeSpan.FromMilliseconds(50), AttemptsMax = 2 });
        var error = await Assert.ThrowsAsync<KalshiRestException>(() => rest.ExchangeStatusAsync(None));
        Assert.Equal((RestFault.Timeout, 1L), (error.Fault, rest.Retries));
    }

    [Fact]
    public async Task A_host_that_is_not_there_is_an_http_error_without_a_status()
    {
        KalshiEndpoints gone;
        await using (var server = await ScriptedRest.StartAsync((200, Status)))
            gone = server.Endpoints;
        using var rest = new KalshiRest(gone, null, KalshiRest.CreateHttpClient(), ScriptedRest.Quick, TimeProvider.System, new Random(1));
        var error = await Assert.ThrowsAsync<KalshiRestException>(() => rest.ExchangeStatusAsync(None));
        Assert.Equal((RestFault.HttpError, null), (error.Fault, error.Status));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>maintenance</html>")]
    [InlineData("null")]
    [InlineData("{}")]
    public async Task An_answer_that_is_not_what_was_promised_is_an_invalid_payload(string body)
    {
        await using var server = await ScriptedRest.StartAsync((200, body));
        using var rest = server.Client();
        Assert.Equal(RestFault.InvalidPayload, (await Assert.ThrowsAsync<KalshiRestException>(() => rest.ExchangeStatusAsync(None))).Fault);
    }

    [Fact]
    public async Task An_answer_without_end_is_cut_off()
    {
        await using var server = await ScriptedRest.StartAsync((200, new string(' ', 100_000)));
        using var rest = server.Client(ScriptedRest.Quick with { AnswerMaxBytes = 10_000 });
        Assert.Contains("longer than 10000 bytes", (await Assert.ThrowsAsync<KalshiRestException>(() => rest.ExchangeStatusAsync(None))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_so_many_calls_are_under_way_at_once()
    {
        var (now, most) = (0, 0);
        var gate = new TaskCompletionSource();
        await using var server = await ScriptedRest.StartAsync(async context =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref now));
            await gate.Task;
            Interlocked.Decrement(ref now);
            await context.Response.WriteAsync(Status);
        });
        using var line = new RestLine(new() { ReadsInFlightMax = 3 }, TimeProvider.System);
        using var rest = server.Client(line: line);
        var calls = Enumerable.Range(0, 10).Select(_ => rest.ExchangeStatusAsync(None)).ToList();
        await Eventually.HoldsAsync(() => Volatile.Read(ref now) == 3, "three calls are under way");
        gate.SetResult();
        await Task.WhenAll(calls);
        Assert.Equal(3, most);
    }

    [Fact]
    public async Task Calls_beyond_the_budget_wait_and_those_beyond_the_queue_are_refused_at_once()
    {
        var clock = new RecordingClock();
        var bucket = new TokenBucket(tokensPerSecond: 20, capacity: 20, waitersMax: 1, clock);
        Assert.True(await bucket.TakeAsync(10, 0, None));
        Assert.True(await bucket.TakeAsync(10, 0, None));
        Assert.Empty(clock.Delays);
        Assert.True(await bucket.TakeAsync(10, 0, None));
        Assert.Equal(TimeSpan.FromSeconds(0.5), Assert.Single(clock.Delays));
        clock.Freeze();
        var waiting = bucket.TakeAsync(10, 0, None);
        Assert.False(await bucket.TakeAsync(10, 0, None));
        clock.Thaw();
        Assert.True(await waiting);
    }

    [Fact]
    public async Task A_signed_call_signs_the_path_without_its_query()
    {
        var headers = new Dictionary<string, string>();
        await using var server = await ScriptedRest.StartAsync(context =>
        {
            foreach (var header in context.Request.Headers)
                headers[header.Key] = header.Value!;
            return context.Response.WriteAsync("""{"orderbook_fp":{"yes_dollars":[],"no_dollars":[]}}""");
        });
        using var rest = server.Client(credentials: TestKey.Credentials);
        await rest.OrderBookAsync(MarketTicker.Parse("A-1", "test"), 5, None);
        var signed = headers[KalshiSigner.TimestampHeader] + "GET/trade-api/v2/markets/A-1/orderbook";
        Assert.True(TestKey.Rsa.VerifyData(
            Encoding.UTF8.GetBytes(signed), Convert.FromBase64String(headers[KalshiSigner.SignatureHeader]), HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
    }

    static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, seen);
    }
}
