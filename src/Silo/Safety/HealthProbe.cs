using Kalshi.Grains;
using Kalshi.Silo.Configuration;
using Kalshi.Silo.Operations;
using Kalshi.Silo.Recording;
using Kalshi.Trading;
using Kalshi.Venues;

namespace Kalshi.Silo.Safety;

/// <summary>Measures the system's health. A part that does not answer in time is unknown, and the others are measured all the same.</summary>
sealed class HealthProbe(
    IGrainFactory grains, StatusReader status, StreamLag lag, EventRecord record, KalshiRest rest, SiloOptions options, SafetyOptions safety,
    VenueClock clock)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    readonly QuoteHealth _quotes = new(safety.Gate.Health.QuoteAge);
    long _failures;
    long _acknowledged;
    int _stuck;
    long? _snapshotTs;

    internal async Task<HealthSample> MeasureAsync(CancellationToken stop)
    {
        var snapshot = TryAsync(SnapshotAgeAsync(), stop);
        var spot = TryAsync(SpotAgeAsync(), stop);
        var quotes = TryAsync(QuotesAsync(), stop);
        var state = TryAsync(lag.OfGrainsAsync(stop), stop);
        var persistence = TryAsync(lag.OfPersistenceAsync(stop), stop);
        var risk = TryAsync(grains.GetGrain<IRiskLimitGrain>(safety.Mode.Account).ViewAsync(), stop);
        await Task.WhenAll(snapshot, spot, quotes, state, persistence, risk);
        var (quoteAge, coverage) = await quotes;
        return new(
            clock.Now.ToUnixTimeMilliseconds(), await snapshot, await spot, quoteAge, await state, await persistence, coverage,
            await risk is not null, rest.Line.BudgetAvailable, BusPublishing());
    }

    async Task<double?> SnapshotAgeAsync()
    {
        var tick = await grains.GetGrain<IEdgeGrain>(options.ProductId).LatestAsync();
        if (tick is { AsOfTs: { } asOf, Snapshots.Count: > 0 })
            _snapshotTs = asOf;
        return Distance(StatusReader.Age(_snapshotTs, null, clock.Now));
    }

    async Task<double?> SpotAgeAsync()
    {
        var spot = await grains.GetGrain<ISpotGrain>(options.ProductId).ViewAsync(long.MaxValue);
        return Distance(StatusReader.Age(spot.Ts, spot.TsMs, clock.Now));
    }

    // What lies ahead of our clock is as wrong as what is old: then the clock is behind the venue's, and every time to expiry with it.
    static double? Distance(double? age) => age is { } seconds ? Math.Abs(seconds) : null;

    async Task<(double? NewestAge, double? CoveragePct)> QuotesAsync() => _quotes.Read(await status.MarketsAsync(), clock.Now);

    /// <summary>No event was lost since the last sample, and what is in flight moves.</summary>
    bool BusPublishing()
    {
        const int StuckSamples = 5;
        var counts = record.Publisher.Counts;
        var acknowledged = counts.Published + counts.Duplicates;
        _stuck = counts.InFlight > 0 && acknowledged == _acknowledged ? _stuck + 1 : 0;
        var lost = counts.Failures > _failures;
        (_failures, _acknowledged) = (counts.Failures, acknowledged);
        return record.Connection.IsConnected && !lost && _stuck < StuckSamples;
    }

    static async Task<T?> TryAsync<T>(Task<T> part, CancellationToken stop)
    {
        try
        {
            return await part.WaitAsync(Patience, TimeProvider.System, stop);
        }
        catch (Exception) when (!stop.IsCancellationRequested)
        {
            return default;
        }
    }
}
