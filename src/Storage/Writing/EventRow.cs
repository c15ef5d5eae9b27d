using System.Text.Json;
using Kalshi.Bus;
using Kalshi.Grains.Events;

namespace Kalshi.Storage;

/// <summary>A received event on its way into the table.</summary>
sealed class EventRow
{
    // Before it there was nothing to trade; ahead of the clock there is room for simulated time.
    static readonly long EarliestTs = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
    static readonly TimeSpan MaxAhead = TimeSpan.FromDays(366);

    EventRow(ReceivedEvent received, IEventConsumer consumer, DateOnly day, ReadOnlyMemory<byte> payload)
    {
        Received = received;
        Consumer = consumer;
        Day = day;
        Payload = payload;
    }

    internal ReceivedEvent Received { get; }

    internal EventEnvelope Envelope => Received.Envelope;

    /// <summary>Where it is to be acknowledged.</summary>
    internal IEventConsumer Consumer { get; }

    internal DateOnly Day { get; }

    internal ReadOnlyMemory<byte> Payload { get; }

    /// <summary>What became of it; pending until the database or the dead letters have it for good.</summary>
    internal RowOutcome Outcome { get; set; }

    /// <param name="fault">Why it can never be stored, naming field and value; null when the result is true.</param>
    internal static bool TryCreate(ReceivedEvent received, IEventConsumer consumer, DateTimeOffset now, out EventRow? row, out string? fault)
    {
        row = null;
        var envelope = received.Envelope;
        fault = TimeFault("ts_event", envelope.Timestamp, now) ?? TimeFault("payload time", envelope.Payload.Timestamp, now);
        if (fault is not null)
            return false;
        try
        {
            if (PayloadJson.TrySlice(received.Body, out var payload))
            {
                row = new(received, consumer, EventDay.Of(envelope.EventType, envelope.Timestamp), payload);
                return true;
            }
            fault = "payload: the envelope has no such object";
        }
        catch (JsonException e)
        {
            fault = $"body: not JSON: {e.Message}";
        }
        return false;
    }

    // Also a bound on the number of partitions: without it, any sender could make one for every day of eternity.
    static string? TimeFault(string field, long ts, DateTimeOffset now) =>
        ts >= EarliestTs && ts <= (now + MaxAhead).ToUnixTimeSeconds()
            ? null
            : $"{field}: {ts} is not Unix seconds between the year 2000 and a year from now";
}
