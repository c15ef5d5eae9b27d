using System.Globalization;
using System.Text;
using System.Text.Json;
using Kalshi.Silo.Configuration;
using Kalshi.Storage;

namespace Kalshi.Silo.Operations;

/// <summary>What <c>kalshi bundle</c> collects beside the ordinary queries: events and log lines of a window, as they are.</summary>
static class BundleEndpoints
{
    const long MaxSeconds = 48 * 3600;

    internal static void MapBundle(this WebApplication app)
    {
        var token = new OperationsToken(app.Services.GetRequiredService<SiloOptions>().OperationsToken);
        app.MapGet("/api/export", (EventExport export, CancellationToken stop) => export.TypesAsync(stop));
        app.MapGet("/api/export/{type}", ExportAsync);
        app.MapGet("/api/replay", (EventExport export, SiloOptions options, long from, long to) =>
            Fault(from, to) ?? Results.Stream(body => WriteLinesAsync(body, ReplayLinesAsync(export, options, from, to)), "application/x-ndjson"));
        // Not for every reader: a log tells of addresses and faults.
        app.MapGet("/api/log", LogAsync).AddEndpointFilter(token.RequireAsync);
    }

    static IResult ExportAsync(EventExport export, string type, long from, long to) =>
        Fault(from, to) ?? Results.Stream(body => WriteLinesAsync(body, export.LinesAsync(type, from, to)), "application/x-ndjson");

    static IResult LogAsync(IConfiguration configuration, long from, long to)
    {
        if (Fault(from, to) is { } fault)
            return fault;
        return configuration["log-file"] is { Length: > 0 } file
            ? Results.Stream(body => WriteLinesAsync(body, LogLinesAsync(file, from, to)), "application/x-ndjson")
            : Results.Problem("the log goes to standard error: ask the journal for it", statusCode: 404);
    }

    /// <summary>In the form that the simulation's <c>replay</c> reads, by the venue's clock as everything in the events is.</summary>
    static async IAsyncEnumerable<string> ReplayLinesAsync(EventExport export, SiloOptions options, long from, long to)
    {
        await foreach (var (storedMs, sequence, envelope) in export.LogAsync(from, to, WallOf(options, from), WallOf(options, to)))
            yield return string.Create(CultureInfo.InvariantCulture, $"{{\"at_ms\":{VenueMs(options, storedMs)},\"sequence\":{sequence},\"event\":{envelope}}}");
    }

    static long VenueMs(SiloOptions options, long storedMs) => options is { ClockOrigin: { } origin, ClockAnchor: { } anchor }
        ? (origin * 1000L) + (long)((storedMs - (anchor * 1000L)) * options.ClockRate)
        : storedMs;

    /// <param name="ts">By the venue's clock, Unix seconds.</param>
    static DateTimeOffset WallOf(SiloOptions options, long ts) => options is { ClockOrigin: { } origin, ClockAnchor: { } anchor }
        ? DateTimeOffset.FromUnixTimeSeconds(anchor).AddSeconds((ts - origin) / options.ClockRate)
        : DateTimeOffset.FromUnixTimeSeconds(ts);

    static IResult? Fault(long from, long to) =>
        from < 0 || to <= from || to - from > MaxSeconds
            ? Results.Problem($"from {from} to {to} is no window of at most {MaxSeconds / 3600} hours, in Unix seconds", statusCode: 400)
            : null;

    static async IAsyncEnumerable<string> LogLinesAsync(string file, long from, long to)
    {
        using var lines = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (await lines.ReadLineAsync() is { } line)
        {
            if (Time(line) is { } ts && ts >= from && ts < to)
                yield return line;
        }
    }

    static long? Time(string line)
    {
        try
        {
            return JsonDocument.Parse(line).RootElement.GetProperty("ts").GetDateTimeOffset().ToUnixTimeSeconds();
        }
        catch (JsonException)
        {
            // The line that is just being written.
            return null;
        }
    }

    static async Task WriteLinesAsync(Stream body, IAsyncEnumerable<string> lines)
    {
        await using var writer = new StreamWriter(body, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        await foreach (var line in lines)
            await writer.WriteLineAsync(line);
    }
}
