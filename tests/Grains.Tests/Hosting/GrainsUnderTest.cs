using Kalshi.Grains.Edges;
using Kalshi.Grains.Events;
using Kalshi.Grains.Gate;
using Kalshi.Grains.Markets;
using Kalshi.Grains.Opportunities;
using Kalshi.Grains.Orders;
using Kalshi.Grains.Reconciliation;
using Kalshi.Grains.Risk;
using Kalshi.Grains.State;
using Kalshi.Trading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Kalshi.Grains.Tests.Hosting;

/// <summary>The grains of one process. What must outlive it, <see cref="MemoryStore"/> and <see cref="MemoryRecord"/>, is given
/// in, so that a test can end one process and start the next.</summary>
sealed class GrainsUnderTest : IAsyncDisposable
{
    readonly IHost _host;
    bool _isAbandoned;

    GrainsUnderTest(IHost host) => _host = host;

    internal IGrainFactory Factory => _host.Services.GetRequiredService<IGrainFactory>();

    internal OrderVenues Venues => _host.Services.GetRequiredService<OrderVenues>();

    internal ITradingGateGrain Gate => Factory.GetGrain<ITradingGateGrain>(GateScope.Global);

    internal IPositionGrain Account => Factory.GetGrain<IPositionGrain>("paper");

    internal IPositionGrain LiveAccount => Factory.GetGrain<IPositionGrain>("live");

    internal IOrdersGrain LiveOrders => Factory.GetGrain<IOrdersGrain>("live");

    internal IReconciliationGrain LiveBooks => Factory.GetGrain<IReconciliationGrain>("live");

    internal static async Task<GrainsUnderTest> StartAsync(
        IGrainStorage store, MemoryRecord record, TimeProvider time, EntryRules? rules = null, EdgeGrainOptions? edges = null, OpportunityGrainOptions? opportunities = null,
        TradingGateOptions? gate = null, IHaltEffect? haltEffect = null, RiskLimitGrainOptions? risk = null,
        IOrderVenue? venue = null, OrderOptions? orders = null, IEventRecorder? recorder = null, Func<IGrainFactory, IOrderVenue>? venueOf = null,
        Action<IServiceCollection>? more = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddLogging();
        GrainHost.UseGrains(builder, store);
        builder.Services.AddSingleton(recorder ?? record);
        builder.Services.AddSingleton<IEventHistory>(record);
        builder.Services.AddSingleton(rules ?? new EntryRules());
        builder.Services.AddSingleton(edges ?? new EdgeGrainOptions());
        builder.Services.AddSingleton(opportunities ?? new OpportunityGrainOptions());
        // Nobody watches health here: only tests of the gate want that to matter.
        builder.Services.AddSingleton(gate ?? new TradingGateOptions { HealthRequired = false });
        builder.Services.AddSingleton(risk ?? new RiskLimitGrainOptions());
        if (haltEffect is not null)
            builder.Services.AddSingleton(haltEffect);
        // Both accounts trade on a given venue; without one, paper has the reference's fills and nobody trades live.
        builder.Services.AddSingleton(provider => new OrderVenues(
            (venue ?? venueOf?.Invoke(provider.GetRequiredService<IGrainFactory>())) is { } given
                ? new Dictionary<string, IOrderVenue> { ["paper"] = given, ["live"] = given }
                : new Dictionary<string, IOrderVenue> { ["paper"] = new ReferencePaperVenue(provider.GetRequiredService<VenueClock>()) }));
        builder.Services.AddSingleton<IOrderGates, OrderGates>();
        builder.Services.AddSingleton(orders ?? new OrderOptions());
        builder.Services.AddSingleton(new ReconciliationOptions());
        builder.Services.AddSingleton(new HotStateOptions());
        builder.Services.AddSingleton(new MarketGrainOptions("BTC-USD"));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new VenueClock(time));
        more?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    /// <summary>Leaves the process as a crash does: nothing is ended, nothing is told.</summary>
    internal void Abandon() => _isAbandoned = true;

    public async ValueTask DisposeAsync()
    {
        if (_isAbandoned)
            return;
        await _host.StopAsync();
        _host.Dispose();
    }
}
