using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kalshi.Venues.Tests;

/// <summary>A real HTTP server on the loopback that answers what the test says.</summary>
sealed class ScriptedRest : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly Func<HttpContext, Task> _answer;
    readonly List<string> _requests = [];

    ScriptedRest(WebApplication app, Func<HttpContext, Task> answer) => (_app, _answer) = (app, answer);

    /// <summary>Paths with queries, in order of arrival.</summary>
    internal IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    internal KalshiEndpoints Endpoints => KalshiEndpoints.Parse(_app.Urls.Single() + "/trade-api/v2", "ws://127.0.0.1/trade-api/ws/v2");

    internal static Task<ScriptedRest> StartAsync(params (int Status, string Body)[] answers)
    {
        var next = -1;
        return StartAsync(context =>
        {
            var (status, body) = answers[Math.Min(Interlocked.Increment(ref next), answers.Length - 1)];
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(body);
        });
    }

    internal static async Task<ScriptedRest> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var rest = new ScriptedRest(app, answer);
        app.Run(rest.ServeAsync);
        await app.StartAsync();
        return rest;
    }

    /// <summary>A client of this server that loses no time between attempts.</summary>
    internal KalshiRest Client(KalshiRestOptions? options = null, KalshiCredentials? credentials = null, RestLine? line = null) =>
        new(Endpoints, credentials, KalshiRest.CreateHttpClient(), options ?? Quick, TimeProvider.System, new Random(1), line);

    /// <summary>Waits between attempts are short and limits on them long: a busy machine is no fault of the venue.</summary>
    internal static readonly KalshiRestOptions Quick = new()
    {
        Backoff = TimeSpan.FromMilliseconds(1),
        BackoffMax = TimeSpan.FromMilliseconds(5),
        AttemptTimeout = ScriptedVenue.Patience,
    };

    Task ServeAsync(HttpContext context)
    {
        lock (_requests)
            _requests.Add(context.Request.Path + context.Request.QueryString);
        return _answer(context);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        try
        {
            await _app.StopAsync(now.Token);
        }
        catch (OperationCanceledException)
        {
            // Requests that a test left open are cut.
        }
        await _app.DisposeAsync();
    }
}
