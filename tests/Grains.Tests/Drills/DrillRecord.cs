using Kalshi.Grains.Events;

namespace Kalshi.Grains.Tests.Drills;

/// <summary>The record, with a place to stop the world before events are appended.</summary>
sealed class DrillRecord(IEventRecorder record, Func<IReadOnlyList<DomainEvent>, Task> recording) : IEventRecorder
{
    public async Task RecordAsync(IReadOnlyList<DomainEvent> events, CancellationToken cancellationToken = default)
    {
        await recording(events);
        await record.RecordAsync(events, cancellationToken);
    }

    public string KeyOf(DomainEvent payload) => record.KeyOf(payload);
}
