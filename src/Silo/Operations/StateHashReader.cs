using System.Security.Cryptography;
using System.Text;
using Kalshi.Bus;
using Kalshi.Grains;
using Kalshi.Grains.Events;
using Kalshi.Grains.Markets;
using Kalshi.Grains.Spot;
using Kalshi.Grains.State;
using Kalshi.Silo.Configuration;
using Kalshi.Silo.Recording;

namespace Kalshi.Silo.Operations;

/// <summary>Compares hot state with the record that it should follow from: whatever crashes, restarts and redeliveries a grain
/// went through, it must hold what an uninterrupted fold of its events holds.</summary>
sealed class StateHashReader(IGrainFactory grains, IEventHistory history, EventRecord record, SiloOptions options, HotStateOptions hotState)
{
    /// <param name="verify">Fold the record as well; reads everything that the stream holds of each market.</param>
    internal async Task<StateHashView> ReadAsync(bool verify, CancellationToken stop)
    {
        var stream = await record.JetStream.FindStreamAsync(StreamTopology.MarketEvents, stop);
        var spot = await grains.GetGrain<ISpotGrain>(options.ProductId).DigestAsync();
        var rows = new List<GrainHash>
        {
            await RowAsync("spot", spot, verify ? new SpotFold(hotState.SpotHistorySeconds) : null, StreamNamespaces.Spot, stop),
        };
        foreach (var ticker in await grains.GetGrain<IUniverseGrain>(options.ProductId).MarketsAsync())
        {
            var market = await grains.GetGrain<IMarketGrain>(ticker.Value).DigestAsync();
            rows.Add(await RowAsync("market", market, verify ? new MarketFold() : null, StreamNamespaces.Market, stop));
        }
        rows.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        return new(Combine(rows), stream?.State.FirstSeq ?? 0, rows);
    }

    async Task<GrainHash> RowAsync<TState>(string kind, StateDigest digest, IFold<TState>? fold, string streamNamespace, CancellationToken stop)
    {
        if (fold is null || digest.IsCarried)
            return new(kind, digest.Key, digest.Sequence, digest.Hash, null, null, digest.IsCarried);
        await foreach (var recorded in history.ReadAsync(streamNamespace, digest.Key, afterSequence: 0, stop))
        {
            if (recorded.Sequence > digest.Sequence)
                break;
            fold.Apply(recorded.Envelope);
        }
        var expected = StateHash.Of(fold.Capture());
        return new(kind, digest.Key, digest.Sequence, digest.Hash, expected, expected == digest.Hash, false);
    }

    static string Combine(IEnumerable<GrainHash> rows) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows.Select(row => $"{row.Kind} {row.Key} {row.Hash}")))))[..16];
}
