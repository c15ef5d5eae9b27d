using Kalshi.Bus;
using Kalshi.Bus.JetStream;

namespace Kalshi.Pipeline.Benchmarks;

/// <summary>How far the market stream and its readers are.</summary>
/// <param name="Last">Sequence of the newest event on the bus.</param>
/// <param name="Grains">Up to where the grains have acknowledged.</param>
/// <param name="Rows">Up to where the writer has, after its commits.</param>
readonly record struct Record(long Last, long Grains, long Rows)
{
    const string GrainConsumer = "grains_market";
    const string WriterConsumer = "svc_persistence_market";

    internal static async Task<Record> ReadAsync(JetStreamClient jetStream)
    {
        var stream = await jetStream.FindStreamAsync(StreamTopology.MarketEvents);
        return new(stream?.State.LastSeq ?? 0, await FloorAsync(jetStream, GrainConsumer), await FloorAsync(jetStream, WriterConsumer));
    }

    static async Task<long> FloorAsync(JetStreamClient jetStream, string consumer) =>
        await jetStream.FindConsumerAsync(StreamTopology.MarketEvents, consumer) is { } there
            ? there.Pending + there.NumAckPending == 0 ? long.MaxValue : there.AckFloor.StreamSeq
            : 0;
}
