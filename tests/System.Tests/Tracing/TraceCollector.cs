using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kalshi.System.Tests.Tracing;

/// <summary>An OpenTelemetry collector as far as the silo can tell: takes OTLP over HTTP, and keeps the spans.</summary>
sealed class TraceCollector : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly ConcurrentDictionary<string, ConcurrentBag<Span>> _traces = new();

    TraceCollector(WebApplication app) => _app = app;

    internal string Address => _app.Urls.Single();

    /// <summary>Of every trace, the names of its spans.</summary>
    internal IReadOnlyList<HashSet<string>> Traces => [.. _traces.Values.Select(spans => spans.Select(span => span.Name).ToHashSet())];

    internal static async Task<TraceCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var collector = new TraceCollector(builder.Build());
        collector._app.Run(collector.TakeAsync);
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>Whether a span of this name says that a span of that other trace caused it.</summary>
    internal bool IsLinked(string name, string toTraceWith) =>
        _traces.Values.SelectMany(spans => spans).Where(span => span.Name == name).SelectMany(span => span.Links)
            .Any(trace => _traces.TryGetValue(trace, out var spans) && spans.Any(span => span.Name == toTraceWith));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (context.Request.Path != "/v1/traces")
            return;
        foreach (var span in Span.In(body.ToArray()))
            _traces.GetOrAdd(span.Trace, _ => []).Add(span);
    }
}
