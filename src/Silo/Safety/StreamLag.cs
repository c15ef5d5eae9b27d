using Kalshi.Bus;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Streams;
using Kalshi.Grains;

namespace Kalshi.Silo.Safety;

/// <summary>How far consumers are behind their streams, in time.</summary>
sealed class StreamLag(JetStreamClient jetStream, VenueClock clock)
{
    static readonly (string Stream, string Consumer)[] Persistence =
    [
        (StreamTopology.MarketEvents, "svc_persistence_market"),
        (StreamTopology.StrategyEvents, "svc_persistence_strategy"),
        (StreamTopology.ExecutionEvents, "svc_persistence_execution"),
    ];

    /// <summary>Age of the oldest market event that the grains have not had, seconds of the venue's clock; null when nobody knows.</summary>
    internal Task<double?> OfGrainsAsync(CancellationToken stop)
    {
        var queue = new JetStreamQueueOptions();
        return OfAsync(queue.Stream, queue.Consumer, stop);
    }

    /// <summary>Age of the oldest event of any stream that PostgreSQL has not, seconds of the venue's clock; null when nobody knows.</summary>
    internal async Task<double?> OfPersistenceAsync(CancellationToken stop)
    {
        var lags = await Task.WhenAll(Persistence.Select(p => OfAsync(p.Stream, p.Consumer, stop)));
        return lags.Any(lag => lag is null) ? null : lags.Max();
    }

    async Task<double?> OfAsync(string stream, string consumer, CancellationToken stop)
    {
        if (await jetStream.FindConsumerAsync(stream, consumer, stop) is not { } info)
            return null;
        if (info is { Pending: 0, NumAckPending: 0 })
            return 0;
        var oldest = await jetStream.GetNextMessageAsync(stream, ">", info.AckFloor.StreamSeq + 1, stop);
        // Acknowledged since the first question.
        if (oldest is null)
            return 0;
        var behind = TimeProvider.System.GetUtcNow() - oldest.Stored;
        return behind <= TimeSpan.Zero ? 0 : behind / clock.OnWall(TimeSpan.FromSeconds(1));
    }
}
