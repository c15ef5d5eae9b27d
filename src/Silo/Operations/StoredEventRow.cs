using System.Text.Json;
using Kalshi.Storage;

namespace Kalshi.Silo.Operations;

/// <summary>A stored event as the API shows it, its payload as JSON.</summary>
sealed record StoredEventRow(
    string EventType, string IdempotencyKey, long TsEvent, string Source, string Subject, long StreamSequence, DateTimeOffset StoredAt, JsonElement Payload)
{
    internal static StoredEventRow Of(StoredEvent e) => new(
        e.EventType, e.IdempotencyKey, e.Timestamp, e.Source, e.Subject, e.StreamSequence, e.StoredAt, JsonSerializer.Deserialize<JsonElement>(e.Payload));
}
