using Kalshi.Grains.Events;
using Kalshi.Grains.State;
using Kalshi.Trading;
using Kalshi.Trading.Edges;
using Kalshi.Trading.Probability;
using Kalshi.Trading.Universe;
using Kalshi.Trading.Volatility;
using Microsoft.Extensions.Logging;
using EdgeTick = Kalshi.Trading.Edges.EdgeTick;

namespace Kalshi.Grains.Edges;

/// <summary>On its interval: reads spot and markets, lets the strategy compute, records the snapshots, hands them on.</summary>
public sealed partial class EdgeGrain(
    [PersistentState("edge")] IPersistentState<EdgeState> state,
    IEventRecorder recorder,
    EdgeGrainOptions options,
    VenueClock clock,
    TimeProvider time,
    ILogger<EdgeGrain> logger) : Grain, IEdgeGrain
{
    /// <summary>Why nothing is ticked while the clock stands before the last tick.</summary>
    public const string ClockSetBack = "clock_set_back";

    readonly EdgeEngine _engine = new(options.Parameters);
    IGrainTimer? _timer;
    long _ticks;
    EdgeTickView _latest = new(null, 0, null, null, [], new Dictionary<string, long>(), 0, 0);

    public Task EnsureRunningAsync()
    {
        // The grain's one purpose is its timer: it must not be collected between two ticks.
        _timer ??= this.RegisterGrainTimer(TickAsync, new GrainTimerCreationOptions
        {
            DueTime = TimeSpan.Zero,
            Period = clock.OnWall(options.Interval),
            KeepAlive = true,
        });
        return Task.CompletedTask;
    }

    public Task<EdgeTickView> LatestAsync() => Task.FromResult(_latest);

    public async Task<IReadOnlyList<EdgeSnapshot>> RepeatAsync(long asOfTs, IReadOnlyList<MarketTicker> markets)
    {
        _ticks++;
        return await ComputeAsync(asOfTs, await ReadAsync(asOfTs, markets), time.GetTimestamp(), CancellationToken.None);
    }

    async Task TickAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var now = clock.NowTs;
        // A second tick of a second would have the snapshots' identities of the first, and be lost, and a decision would stand on what
        // is not on the record. So after the clock was set back time has to pass again, whether the process lived on or not.
        if (now <= state.State.LastTickTs)
        {
            if (now < state.State.LastTickTs)
                _latest = _latest with { Error = ClockSetBack };
            return;
        }
        _ticks++;
        try
        {
            await state.WriteOverAsync(state.State with { LastTickTs = now });
            var tickers = await GrainFactory.GetGrain<IUniverseGrain>(this.GetPrimaryKeyString()).MarketsAsync();
            var reading = await ReadAsync(now, tickers);
            using var trace = GrainTraces.Continue("edge tick", reading.Cause);
            var snapshots = await ComputeAsync(now, reading, started, cancellationToken);
            if (snapshots.Length > 0)
                await GrainFactory.GetGrain<IOpportunityGrain>(this.GetPrimaryKeyString()).DecideAsync(now, snapshots);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The next tick tries again with what is true then; readers see the age of the last good one.
            LogTickFailed(e, this.GetPrimaryKeyString());
            _latest = _latest with { Error = $"tick_failed: {e.Message}", Ticks = _ticks };
        }
    }

    async Task<EdgeSnapshot[]> ComputeAsync(long now, EdgeReading reading, long started, CancellationToken cancellationToken)
    {
        var tick = _engine.Compute(reading.Inputs);
        EdgeSnapshot[] snapshots = [.. tick.Snapshots.Select(s => SnapshotEvents.ToEvent(s, options.StrategyVersion))];
        await recorder.RecordAsync(
            [
                new Events.EdgeTick(
                    this.GetPrimaryKeyString(), now, reading.SpotSequence, reading.Markets, reading.Inputs.LastGoodSigma,
                    options.StrategyVersion),
                .. snapshots,
            ],
            cancellationToken);
        // After the record: what a tick remembers is what the ticks on the record gave it.
        await RememberAsync(tick.Sigma);
        _latest = View(tick, snapshots, reading.Markets.Count, time.GetElapsedTime(started));
        return snapshots;
    }

    async Task<EdgeReading> ReadAsync(long now, IReadOnlyList<MarketTicker> tickers)
    {
        var product = this.GetPrimaryKeyString();
        var spot = await GrainFactory.GetGrain<ISpotGrain>(product).ViewAsync(now - options.Parameters.Sigma.LookbackSeconds);
        var markets = await Task.WhenAll(tickers.Select(t => GrainFactory.GetGrain<IMarketGrain>(t.Value).ViewAsync()));

        var contracts = new List<Contract>(markets.Length);
        var quotes = new Dictionary<MarketTicker, Quote>(markets.Length);
        foreach (var market in markets)
        {
            contracts.Add(ContractOf(market));
            if (market.Quote is { } quote)
                quotes[market.Market] = QuoteOf(quote);
        }
        SpotPoint? latest = spot is { Price: { } price, Ts: { } ts } ? new SpotPoint(ts, price.Value) : null;
        return new(
            new(now, latest, spot.History.ToArray(), contracts, quotes, state.State.LastGoodSigma),
            spot.Sequence, [.. markets.Select(m => new MarketPlace(m.Market, m.Sequence))], spot.Cause);
    }

    async Task RememberAsync(SigmaEstimate? sigma)
    {
        if (sigma is not { Ok: true } good || state.State.LastGoodSigma == good.Sigma)
            return;
        await state.WriteOverAsync(state.State with { LastGoodSigma = good.Sigma });
    }

    EdgeTickView View(EdgeTick tick, EdgeSnapshot[] snapshots, int listed, TimeSpan duration) => new(
        tick.NowTs,
        duration.TotalMilliseconds,
        tick.Error,
        tick.Sigma is { } s ? new SigmaView(s.Sigma, s.SourceName, s.Ok, s.Reason, s.ReasonContext) : null,
        snapshots,
        tick.SkipReasons.ToDictionary(r => r.Key, r => (long)r.Value),
        listed,
        _ticks);

    static Contract ContractOf(MarketView market) => new(
        market.Market,
        new(ContractTerms.ParseStrikeType(market.StrikeType), market.Lower, market.Upper),
        new(market.CloseTs, market.ExpectedExpirationTs, market.SettlementTs),
        Status: market.Status);

    // A NO bid at p is a YES ask at 1 - p, and the other way round.
    static Quote QuoteOf(QuoteView quote) => new(
        quote.Ts,
        quote.YesBid?.Cents,
        quote.YesAsk?.Cents,
        quote.YesAsk?.Complement.Cents,
        quote.YesBid?.Complement.Cents);

    [LoggerMessage(4001, LogLevel.Error, "Edge tick of {Product} failed; the next one tries again")]
    partial void LogTickFailed(Exception exception, string product);
}
