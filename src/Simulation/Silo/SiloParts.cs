using Kalshi.Grains;
using Kalshi.Grains.Edges;
using Kalshi.Grains.Events;
using Kalshi.Grains.Gate;
using Kalshi.Grains.Markets;
using Kalshi.Grains.Opportunities;
using Kalshi.Grains.State;
using Kalshi.Simulation.Bus;
using Kalshi.Simulation.Scenarios;
using Kalshi.Simulation.Storage;
using Kalshi.Trading;
using Kalshi.Trading.Edges;
using Kalshi.Trading.Opportunities;
using Kalshi.Trading.Volatility;
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
        IServiceCollection services, Scenario scenario, VenueClock clock, LifeRecorder record, IGrainStorage storage,
        Func<IServiceProvider, string, IQueueAdapterFactory> streams)
    {
        var pace = (int)scenario.Pace.TotalSeconds;
        services.AddSingleton<IEventRecorder>(record);
        services.AddSingleton<IEventHistory>(record);
        services.AddSingleton<IGrainStorageSerializer>(SimulatedDatabase.Serializer);
        services.AddGrainStorage("Default", (_, _) => storage);
        services.AddPersistentStreams(StreamNamespaces.Provider, streams, new PersistentStreamOptions { PollInterval = TimeSpan.FromMilliseconds(10) });
        services.AddSingleton(clock);
        services.AddSingleton(new MarketGrainOptions(Scenario.Product));
        services.AddSingleton(new HotStateOptions { CheckpointInterval = scenario.Pace * 5, SpotHistorySeconds = 70 * pace });
        services.AddSingleton(new EntryRules { MaxOpenPositions = scenario.MaxOpenPositions, CooldownSeconds = 4 * pace });
        services.AddSingleton(new TradingGateOptions { HealthRequired = false });
        services.AddSingleton(Edges(scenario));
        services.AddSingleton(Opportunities(scenario));
    }

    static EdgeGrainOptions Edges(Scenario scenario)
    {
        var pace = (int)scenario.Pace.TotalSeconds;
        return new()
        {
            Interval = scenario.Pace,
            Parameters = new EdgeParameters
            {
                Sigma = new SigmaParameters { LookbackSeconds = 65 * pace, MinLookbackSeconds = 12 * pace, ResampleSeconds = pace },
            },
        };
    }

    static OpportunityGrainOptions Opportunities(Scenario scenario) => new()
    {
        Quantity = scenario.Quantity,
        Loop = new OpportunityLoopConfig
        {
            Opportunity = new OpportunityConfig { MaxSpotAgeSeconds = scenario.MaxAgeSeconds, MaxQuoteAgeSeconds = scenario.MaxAgeSeconds },
            TakeCooldownSeconds = 4 * (int)scenario.Pace.TotalSeconds,
            MaxTakesPerTick = scenario.MaxOpenPositions,
        },
    };
}
