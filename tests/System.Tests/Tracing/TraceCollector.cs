using System.Collections.Concurrent;
using System.Net;
using Kalshi.Servers;

namespace Kalshi.System.Tests.Tracing;

/// <summary>An OpenTelemetry collector as far as the silo can tell: takes OTLP over HTTP, and keeps the spans.</summary>
sealed class TraceCollector : IAsyncDisposable
{
    readonly HttpListener _listener = new();
    readonly ConcurrentDictionary<string, ConcurrentBag<Span>> _traces = new();
    readonly Task _listening;

    internal TraceCollector()
    {
        Address = $"http://127.0.0.1:{FreePort.Next()}";
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _listening = ListenAsync();
    }

    internal string Address { get; }

    /// <summary>Of every trace, the names of its spans.</summary>
    internal IReadOnlyList<HashSet<string>> Traces => [.. _traces.Values.Select(spans => spans.Select(span => span.Name).ToHashSet())];

    /// <summary>Whether a span of this name says that a span of that other trace caused it.</summary>
    internal bool IsLinked(string name, string toTraceWith) =>
        _traces.Values.SelectMany(spans => spans).Where(span => span.Name == name).SelectMany(span => span.Links)
            .Any(trace => _traces.TryGetValue(trace, out var spans) && spans.Any(span => span.Name == toTraceWith));

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    async Task ListenAsync()
    {
        while (_listener.IsListening)
        {
            var context = await _listener.GetContextAsync();
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            context.Response.Close();
            if (context.Request.Url!.AbsolutePath != "/v1/traces")
                continue;
            foreach (var span in Span.In(body.ToArray()))
                _traces.GetOrAdd(span.Trace, _ => []).Add(span);
        }
    }
}
