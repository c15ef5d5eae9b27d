using Kalshi.Grains;
using Kalshi.Grains.Events;
using Kalshi.Grains.Gate;
using Kalshi.Grains.Markets;
using Kalshi.Grains.Orders;
using Kalshi.Grains.Reconciliation;
using Kalshi.Simulation.Bus;
using Kalshi.Simulation.Scenarios;
using Kalshi.Simulation.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Storage;
using Orleans.Streams;

namespace Kalshi.Simulation.Silo;

/// <summary>What the silo is composed of, with stand-ins for what lies outside of it: the one place to change when grains ask
/// for a further service.</summary>
static class SiloParts
{
    internal static void Add(
        IServiceCollection services, StrategySettings settings, VenueClock clock, LifeRecorder record, IGrainStorage storage,
        Func<IServiceProvider, string, IQueueAdapterFactory> streams)
    {
        services.AddSingleton<IEventRecorder>(record);
        services.AddSingleton<IEventHistory>(record);
        services.AddSingleton<IGrainStorageSerializer>(SimulatedDatabase.Serializer);
        services.AddGrainStorage("Default", (_, _) => storage);
        services.AddPersistentStreams(StreamNamespaces.Provider, streams, new PersistentStreamOptions { PollInterval = TimeSpan.FromMilliseconds(10) });
        services.AddSingleton(clock);
        services.AddSingleton(new MarketGrainOptions(Scenario.Product));
        services.AddSingleton(new TradingGateOptions { HealthRequired = false });
        services.AddSingleton(settings.Risk);
        services.AddSingleton(new OrderVenues(new Dictionary<string, IOrderVenue> { [OrderGrain.PaperAccount] = new ReferencePaperVenue(clock) }));
        services.AddSingleton<IOrderGates, OrderGates>();
        services.AddSingleton(new OrderOptions());
        services.AddSingleton(new ReconciliationOptions());
        services.AddSingleton(settings.HotState);
        services.AddSingleton(settings.Entries);
        services.AddSingleton(settings.Edges);
        services.AddSingleton(settings.Opportunities);
    }
}
