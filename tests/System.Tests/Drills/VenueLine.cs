using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kalshi.System.Tests.Drills;

/// <summary>The silo's REST line to the venue: it counts what leaves, loses answers, and can stop the world at a request.</summary>
sealed class VenueLine : IAsyncDisposable
{
    const string Orders = "/portfolio/events/orders";
    const string Fills = "/portfolio/fills";

    readonly WebApplication _app;
    readonly HttpClient _venue;
    readonly ConcurrentDictionary<string, int> _placements = new();
    readonly Lock _gate = new();
    TaskCompletionSource _held = NewSignal();
    int _placed;
    int _lost;

    VenueLine(WebApplication app, Uri venue)
    {
        _app = app;
        // Whether an answer comes is the venue's faults' business: the line itself waits as long as the silo does.
        _venue = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = venue, Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Base of the REST API, as the silo shall know it.</summary>
    internal Uri Rest { get; private set; } = new("http://127.0.0.1");

    /// <summary>How often each client order id has left for the venue.</summary>
    internal IReadOnlyDictionary<string, int> Placements => _placements;

    /// <summary>Orders that have left for the venue.</summary>
    internal int Placed => Volatile.Read(ref _placed);

    /// <summary>Orders that the venue took and whose answer the silo never saw.</summary>
    internal int Lost => Volatile.Read(ref _lost);

    /// <summary>When the last order left, by the monotonic clock.</summary>
    internal long LastPlacedAt { get; private set; }

    /// <summary>While set, every second answer to an order is lost: cut off, or a 502 in its place.</summary>
    internal bool LosesAnswers { get; set; }

    /// <summary>Where to stop; null to let everything through.</summary>
    internal OrderPathPoint? Armed { get; private set; }

    /// <summary>Completes when a request is stopped.</summary>
    internal Task Held
    {
        get
        {
            lock (_gate)
                return _held.Task;
        }
    }

    /// <param name="venue">Address of the venue, without a path.</param>
    internal static async Task<VenueLine> StartAsync(Uri venue)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var line = new VenueLine(builder.Build(), venue);
        line._app.Run(line.PassAsync);
        await line._app.StartAsync();
        line.Rest = new(new Uri(line._app.Urls.First()), "/trade-api/v2");
        return line;
    }

    internal void Arm(OrderPathPoint? point)
    {
        lock (_gate)
        {
            _held = NewSignal();
            Armed = point;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        _venue.Dispose();
    }

    async Task PassAsync(HttpContext context)
    {
        var request = context.Request;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted);
        var isPlacement = request.Method == "POST" && request.Path.Value!.EndsWith(Orders, StringComparison.Ordinal);
        var number = isPlacement ? Count(body) : 0;
        if (isPlacement && Armed == OrderPathPoint.BeforeArrival)
            await HoldAsync(context);
        if (Armed == OrderPathPoint.AfterAcknowledgement && request.Path.Value!.EndsWith(Fills, StringComparison.Ordinal) && request.Query.ContainsKey("order_id"))
            await HoldAsync(context);

        using var answer = await _venue.SendAsync(Copy(request, body), context.RequestAborted);
        var content = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        if (isPlacement && Armed == OrderPathPoint.AfterSend)
            await HoldAsync(context);
        if (isPlacement && LosesAnswers && Armed is null && number % 2 == 0)
        {
            Interlocked.Increment(ref _lost);
            if (number % 4 == 0)
            {
                context.Abort();
                return;
            }
            (answer.StatusCode, content) = (HttpStatusCode.BadGateway, "<html>bad gateway</html>"u8.ToArray());
        }
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        if (answer.Headers.RetryAfter is { } after)
            context.Response.Headers.RetryAfter = after.ToString();
        await context.Response.Body.WriteAsync(content, context.RequestAborted);
    }

    int Count(MemoryStream body)
    {
        using var order = JsonDocument.Parse(body.ToArray());
        _placements.AddOrUpdate(order.RootElement.GetProperty("client_order_id").GetString()!, 1, (_, times) => times + 1);
        LastPlacedAt = TimeProvider.System.GetTimestamp();
        return Interlocked.Increment(ref _placed);
    }

    // The process that asks is killed while it waits; its connection ends with it.
    async Task HoldAsync(HttpContext context)
    {
        lock (_gate)
            _held.TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
    }

    static HttpRequestMessage Copy(HttpRequest request, MemoryStream body)
    {
        var copy = new HttpRequestMessage(new HttpMethod(request.Method), request.Path + request.QueryString);
        if (body.Length > 0)
        {
            copy.Content = new ByteArrayContent(body.ToArray());
            if (request.ContentType is { } type)
                copy.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }
        foreach (var header in request.Headers.Where(h => h.Key is not ("Host" or "Content-Length" or "Content-Type" or "Connection")))
            copy.Headers.TryAddWithoutValidation(header.Key, (IEnumerable<string?>)header.Value);
        return copy;
    }

    static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
