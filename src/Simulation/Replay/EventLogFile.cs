using System.Globalization;
using System.Text;
using System.Text.Json;
using Kalshi.Bus;

namespace Kalshi.Simulation.Replay;

/// <summary>A log of events as JSON lines, <c>{"at_ms": Unix milliseconds, "sequence": place in its stream, "event": envelope}</c>, in
/// the order in which they were stored. The sequence may be missing where no ticks are on the record.</summary>
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

    internal static string Line(ReplayedEvent recorded) => string.Create(
        CultureInfo.InvariantCulture, $"{{\"at_ms\":{recorded.At.ToUnixTimeMilliseconds()},\"sequence\":{recorded.Sequence},\"event\":{Encoding.UTF8.GetString(EventJson.Serialize(recorded.Envelope))}}}");

    static ReplayedEvent Parse(string line, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var atMs = json.RootElement.GetProperty("at_ms").GetInt64();
            var envelope = json.RootElement.GetProperty("event").GetRawText();
            var sequence = json.RootElement.TryGetProperty("sequence", out var place) ? place.GetInt64() : 0;
            return new(EventJson.Parse(Encoding.UTF8.GetBytes(envelope)), DateTimeOffset.FromUnixTimeMilliseconds(atMs), sequence);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or EventRejectedException or ArgumentOutOfRangeException)
        {
            throw new FormatException($"line {number}: {e.Message}", e);
        }
    }
}
