using Kalshi.Grains;
using Kalshi.Grains.Gate;
using Kalshi.Grains.Orders;
using Kalshi.Grains.Positions;
using Kalshi.Simulation.Bus;
using Kalshi.Simulation.Faults;
using Kalshi.Simulation.Invariants;
using Kalshi.Simulation.Scenarios;
using Kalshi.Simulation.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace Kalshi.Simulation.Silo;

/// <summary>The real grains in one process that lives on one thread and under virtual time.</summary>
sealed class SimulatedSilo : IDisposable
{
    readonly GrainSimulation _host;
    readonly Scenario _scenario;

    /// <param name="more">Registered last: what takes the place of a stand-in.</param>
    internal SimulatedSilo(
        Scenario scenario, StrategySettings settings, Weather weather, Life life, SimulatedBus bus, SimulatedDatabase database,
        Action<string> undeliverable, VenueClock? clock = null, Action<IServiceCollection>? more = null)
    {
        _scenario = scenario;
        Clock = clock ?? new(new ShiftedClock(life.Time, weather));
        Record = new(bus, life);
        _host = new(
            SeededRandom.For(scenario.Seed, SeededRandom.Purpose.Turns, life.Number),
            services =>
            {
                SiloParts.Add(
                    services, settings, Clock, Record, new LifeStorage(database, life),
                    (_, name) => new LifeStreams(name, bus, life, (stream, sequence) => undeliverable($"{stream} at {sequence}")));
                more?.Invoke(services);
            },
            options => options.Assemblies.Add(typeof(TradingGateGrain).Assembly),
            life.Time);
    }

    internal VenueClock Clock { get; }

    internal LifeRecorder Record { get; }

    internal ulong TraceHash => _host.TraceHash;

    internal long Turns => _host.Turns;

    internal IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    internal ITradingGateGrain Gate(string scope) => Grains.GetGrain<ITradingGateGrain>(scope);

    internal void Start() => _host.Start();

    /// <summary>Ends the process as an operator would.</summary>
    internal void Stop() => _host.Stop();

    internal void Run(Func<Task> course) => _host.Run(course);

    /// <summary>As the silo's watchdog: finishes what a crash or a fault left open, and pays out what is still held of markets that are over.</summary>
    internal async Task ResumeAccountAsync()
    {
        var account = Grains.GetGrain<IPositionGrain>(OrderGrain.PaperAccount);
        foreach (var orderId in await account.PendingOrdersAsync())
        {
            if (await Grains.GetGrain<IOrderGrain>(orderId).ResumeAsync() is null)
                await account.CancelReservationAsync(orderId);
        }
        await EndedMarkets.PayOutAsync(Grains, OrderGrain.PaperAccount);
    }

    /// <summary>As the silo's service does once an interval; it also wakes the markets in which something is open.</summary>
    internal Task SnapshotPnlAsync() => Grains.GetGrain<IPositionGrain>(OrderGrain.PaperAccount).SnapshotAsync();

    internal Task EnsureRunningAsync() => Grains.GetGrain<IEdgeGrain>(Scenario.Product).EnsureRunningAsync();

    /// <summary>Asks every grain what it has come to.</summary>
    internal async Task<FinalState> FinalAsync(SimulatedBus bus, Facts facts)
    {
        const int allLevels = 1000;
        // Before the markets: to ask a market wakes its grain, which would mend what nobody else would have mended.
        var account = Grains.GetGrain<IPositionGrain>(OrderGrain.PaperAccount);
        var (positions, pending) = (await account.ViewAsync(), await account.PendingOrdersAsync());
        var markets = new List<MarketView>();
        var books = new List<BookView>();
        foreach (var market in facts.Venue.Markets)
        {
            var grain = Grains.GetGrain<IMarketGrain>(market.Ticker.Value);
            markets.Add(await grain.ViewAsync());
            books.Add(await grain.BookAsync(allLevels));
        }
        var gates = new List<GateView>();
        foreach (var scope in Weather.Scopes(_scenario).Distinct())
            gates.Add(await Gate(scope).ViewAsync());
        return new(
            bus, await Grains.GetGrain<ISpotGrain>(Scenario.Product).ViewAsync(long.MaxValue), markets, books,
            positions, pending, gates);
    }

    public void Dispose() => _host.Dispose();
}
