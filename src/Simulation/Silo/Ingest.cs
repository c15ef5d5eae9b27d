using Kalshi.Bus;
using Kalshi.Grains.Events;
using Kalshi.Simulation.Bus;
using Kalshi.Simulation.Faults;

namespace Kalshi.Simulation.Silo;

/// <summary>Puts what the feeds say on the bus, in order. What the bus does not take after a few tries is given up, as the
/// publisher's bounded window does: books notice it by their sequence.</summary>
sealed class Ingest(LifeRecorder record, Life life)
{
    const int MostTries = 3;
    static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(200);

    readonly Queue<EventEnvelope> _waiting = [];
    bool _isPumping;

    internal void Enqueue(DomainEvent payload, string source)
    {
        _waiting.Enqueue(EventFactory.Create(payload, source));
        if (!_isPumping)
            PumpAsync().Ignore();
    }

    /// <summary>False where the bus did not take it.</summary>
    internal async Task<bool> PublishAsync(DomainEvent payload, string source)
    {
        var envelope = EventFactory.Create(payload, source);
        for (var attempt = 1; attempt <= MostTries; attempt++)
        {
            try
            {
                await record.AppendAsync(envelope);
                return true;
            }
            catch (SimulatedFaultException)
            {
                await life.PassAsync(Rest);
            }
        }
        return false;
    }

    async Task PumpAsync()
    {
        _isPumping = true;
        while (_waiting.TryDequeue(out var envelope))
            await PublishAsync(envelope.Payload, envelope.Source);
        _isPumping = false;
    }
}
