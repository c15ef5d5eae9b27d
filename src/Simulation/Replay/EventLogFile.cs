using System.Globalization;
using System.Text;
using System.Text.Json;
using Kalshi.Bus;
using Kalshi.Grains.Events;

namespace Kalshi.Simulation.Replay;

/// <summary>A log of events as JSON lines, <c>{"at_ms": Unix milliseconds, "event": envelope}</c>, in the order in which they were
/// stored.</summary>
static class EventLogFile
{
    /// <exception cref="FormatException">A line is no event; names the line and the reason.</exception>
    internal static IEnumerable<ReplayedEvent> Read(string path)
    {
        var number = 0;
        foreach (var line in Lines.Of(path))
        {
            number++;
            yield return Parse(line, number);
        }
    }

    internal static string Line(EventEnvelope envelope, DateTimeOffset at) => string.Create(
        CultureInfo.InvariantCulture, $"{{\"at_ms\":{at.ToUnixTimeMilliseconds()},\"event\":{Encoding.UTF8.GetString(EventJson.Serialize(envelope))}}}");

    static ReplayedEvent Parse(string line, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var atMs = json.RootElement.GetProperty("at_ms").GetInt64();
            var envelope = json.RootElement.GetProperty("event").GetRawText();
            return new(EventJson.Parse(Encoding.UTF8.GetBytes(envelope)), DateTimeOffset.FromUnixTimeMilliseconds(atMs));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or EventRejectedException or ArgumentOutOfRangeException)
        {
            throw new FormatException($"line {number}: {e.Message}", e);
        }
    }
}
