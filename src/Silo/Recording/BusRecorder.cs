using Kalshi.Bus;
using Kalshi.Grains.Events;

namespace Kalshi.Silo.Recording;

/// <summary>The grains' record on the bus.</summary>
sealed class BusRecorder(EventPublisher publisher) : IEventRecorder
{
    const string Source = "silo";

    public async Task RecordAsync(IReadOnlyList<DomainEvent> events, CancellationToken cancellationToken = default)
    {
        try
        {
            var acknowledged = new List<Task<PublishAck>>(events.Count);
            foreach (var payload in events)
                acknowledged.Add(await publisher.SendAsync(EventFactory.Create(payload, Source), cancellationToken));
            await Task.WhenAll(acknowledged);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new EventNotRecordedException($"not recorded: {e.Message}", e);
        }
    }

    public string KeyOf(DomainEvent payload) => EventFactory.Create(payload, Source).IdempotencyKey;
}
