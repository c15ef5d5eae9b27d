using Kalshi.Bus;
using Kalshi.Bus.Watching;
using Kalshi.Grains;
using Kalshi.Silo.Configuration;
using Kalshi.Silo.Hosting;
using Kalshi.Silo.Ingest;
using Kalshi.Silo.Recording;
using Kalshi.Silo.Safety;
using Kalshi.Storage;
using Kalshi.Trading;

namespace Kalshi.Silo.Operations;

/// <summary>Asks grains, feeds, bus and writer, and puts their answers side by side.</summary>
sealed class StatusReader(
    IGrainFactory grains, FeedAccounts feeds, EventRecord record, SiloOptions options, SafetyOptions safety, VenueClock clock)
{
    readonly DateTimeOffset _started = clock.Now;

    internal async Task<StatusView> ReadAsync()
    {
        var now = clock.Now;
        var gate = grains.GetGrain<ITradingGateGrain>(GateScope.Global).ViewAsync();
        var spot = grains.GetGrain<ISpotGrain>(options.ProductId).ViewAsync(long.MaxValue);
        var markets = MarketsAsync();
        var edges = grains.GetGrain<IEdgeGrain>(options.ProductId).LatestAsync();
        var decisions = grains.GetGrain<IOpportunityGrain>(options.ProductId).LatestAsync();
        var positions = grains.GetGrain<IPositionGrain>(safety.Mode.Account).ViewAsync();
        await Task.WhenAll(gate, spot, markets, edges, decisions, positions);
        return new(
            safety.Mode.Name,
            GrainHost.Flavour,
            now.ToUnixTimeMilliseconds(),
            (now - _started).TotalSeconds,
            await gate,
            SpotOf(await spot, now),
            MarketsOf(await markets, now),
            EdgesOf(await edges, now),
            DecisionsOf(await decisions),
            PositionsOf(await positions),
            feeds.Read(),
            WriterOf(record.Writer.Snapshot),
            BusOf(record.Publisher.Counts, record.Watch.Latest));
    }

    internal async Task<IReadOnlyList<MarketView>> MarketsAsync()
    {
        var tickers = await grains.GetGrain<IUniverseGrain>(options.ProductId).MarketsAsync();
        return await Task.WhenAll(tickers.Select(t => grains.GetGrain<IMarketGrain>(t.Value).ViewAsync()));
    }

    /// <summary>Seconds; below zero where our clock stands behind the venue's by more than clocks differ anyway.</summary>
    internal static double? Age(long? ts, long? tsMs, DateTimeOffset now)
    {
        if ((tsMs ?? ts * 1000) is not { } ms)
            return null;
        var age = (now.ToUnixTimeMilliseconds() - ms) / 1000.0;
        return age is < 0 and > -1 ? 0 : age;
    }

    static SpotStatus SpotOf(SpotView spot, DateTimeOffset now) => new(
        spot.ProductId, Dollars(spot.Price), spot.Ts, Age(spot.Ts, spot.TsMs, now), spot.Ticks, spot.LateTicks);

    // Two decimals for people, more only where the price has them.
    static string? Dollars(SpotPrice? price) => price?.ToString().TrimEnd('0') is { } text ? text.PadRight(text.IndexOf('.') + 3, '0') : null;

    static MarketsStatus MarketsOf(IReadOnlyList<MarketView> markets, DateTimeOffset now)
    {
        var tradable = markets.Where(m => m is { Status: "active", Quote: { YesBid: not null, YesAsk: not null } }).ToArray();
        return new(
            markets.Count,
            tradable.Length,
            markets.Count(m => m.BookState == "live"),
            markets.Count(m => m.BookState == "stale"),
            tradable.Select(m => Age(m.Quote!.Ts, m.Quote.TsMs, now)).Max());
    }

    static EdgesStatus EdgesOf(EdgeTickView tick, DateTimeOffset now) => new(
        tick.AsOfTs, Age(tick.AsOfTs, null, now), tick.Snapshots.Count, tick.Sigma?.Annualized, tick.Sigma?.Source, tick.Sigma?.Ok,
        tick.Sigma?.Reason, tick.Error, tick.DurationMs, tick.Ticks);

    static DecisionsStatus DecisionsOf(DecisionTickView tick) => new(
        tick.AsOfTs, tick.Decided, tick.Takes, tick.TakesWithheld, tick.LastWithheldReason, tick.Orders);

    static WriterStatus WriterOf(EventWriterSnapshot writer) => new(
        writer.Active ? "writing" : "standby", writer.Received, writer.Inserted, writer.AlreadyStored, writer.DeadLettered, writer.Commits,
        writer.Streams.Values.Sum(s => s.Lag ?? 0),
        writer.LastCommit is { } commit ? (TimeProvider.System.GetUtcNow() - commit).TotalSeconds : null);

    static BusStatus BusOf(EventPublisherCounts bus, BusView? seen) => new(
        bus.Published, bus.Duplicates, bus.Failures, bus.InFlight, seen?.DeadLetters, seen?.Consumers ?? [], seen?.Drifts ?? []);

    static PositionsStatus PositionsOf(PositionsView account) => new(
        account.Open.Count, account.PendingOrders, account.Cash.ToString(), account.RealizedPnl.ToString(),
        account.FeesPaid.ToString(), account.Fills, account.Settlements);
}
