using Kalshi.Bus.Streams;
using Kalshi.Simulation.Faults;
using Orleans.Streams;

namespace Kalshi.Simulation.Bus;

/// <summary>Delivers the market stream to the grains of one process: at least once, in order for each key. It begins behind the
/// last acknowledgement, delivers some events again, and mixes the keys.</summary>
sealed class LifeReceiver(SimulatedBus bus, Life life) : IQueueAdapterReceiver
{
    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    readonly HashSet<long> _done = [];
    TaskCompletionSource _grew = new();
    long _next;

    public Task Initialize(TimeSpan timeout)
    {
        bus.Delivered = bus.Acknowledged;
        _next = bus.Delivered + 1;
        bus.Grew = () => _grew.TrySetResult();
        return Task.CompletedTask;
    }

    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount)
    {
        if (_next > bus.Market.Count)
        {
            _grew = new();
            await Task.WhenAny(_grew.Task, life.PassAsync(LongestWait));
        }
        await life.BeforeAsync(Part.Bus);
        var batches = new List<IBatchContainer>();
        var count = Math.Min(maxCount, 1 + life.Next(40));
        for (; batches.Count < count && _next <= bus.Market.Count; _next++)
        {
            batches.Add(Batch(_next));
            if (_next > 1 && life.Draws(life.Rates.Redelivery))
                batches.Add(Batch(_next - life.Next((int)Math.Min(_next, 50))));
        }
        bus.Delivered = _next - 1;
        Mix(batches);
        return batches;
    }

    public async Task MessagesDeliveredAsync(IList<IBatchContainer> messages)
    {
        foreach (var batch in messages.Cast<EventBatch>())
            _done.Add(batch.Sequence);
        await life.BeforeAsync(Part.Bus);
        while (_done.Remove(bus.Acknowledged + 1))
            bus.Acknowledged++;
        await life.AfterAsync("acknowledge");
    }

    public Task Shutdown(TimeSpan timeout) => Task.CompletedTask;

    EventBatch Batch(long sequence)
    {
        var stored = bus.Market[(int)sequence - 1];
        return new(stored.Envelope, stored.Sequence);
    }

    // Neighbours of different keys change places; those of one key keep theirs.
    void Mix(List<IBatchContainer> batches)
    {
        if (life.Rates.Redelivery <= 0)
            return;
        for (var i = 1; i < batches.Count; i++)
        {
            if (life.Next(2) == 0 && !batches[i].StreamId.Equals(batches[i - 1].StreamId))
                (batches[i], batches[i - 1]) = (batches[i - 1], batches[i]);
        }
    }
}
