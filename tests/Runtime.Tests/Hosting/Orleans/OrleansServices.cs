using Kalshi.Bus.Streams;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace Kalshi.Runtime.Tests;

static class OrleansServices
{
    // Orleans gives up by time, not by number of tries.
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    static readonly TimeSpan CollectionAge = TimeSpan.FromSeconds(8);
    static readonly TimeSpan Late = TimeSpan.FromHours(1);

    public static void Add(ISiloBuilder silo, HostSetup setup, TimeProvider time)
    {
        AddClocks(silo.Services, time);
        silo.Configure<SiloMessagingOptions>(options =>
        {
            options.ResponseTimeout = setup.ResponseTimeout;
            options.MaxEnqueuedRequestsHardLimit = setup.MaxEnqueuedRequests;
        });
        if (setup.CollectsSoon)
            silo.Configure<GrainCollectionOptions>(options => (options.CollectionAge, options.CollectionQuantum) = (CollectionAge, TimeSpan.FromSeconds(1)));
        if (setup.Database is { } database)
        {
            silo.AddAdoNetGrainStorageAsDefault(storage => (storage.Invariant, storage.ConnectionString) = ("Npgsql", database.ConnectionString));
            silo.UseAdoNetReminderService(reminders => (reminders.Invariant, reminders.ConnectionString) = ("Npgsql", database.ConnectionString));
        }
        else
        {
            silo.AddMemoryGrainStorageAsDefault();
        }
        silo.Services.AddSingleton(new Journal(TaskCreationOptions.RunContinuationsAsynchronously));
        if (setup.HasReminders)
            silo.UseInMemoryReminderService();
        if (setup.Streams is { } streams)
            AddStreams(silo, streams);
        setup.Services(silo.Services);
    }

    /// <summary>What grains see lives on the test's clock; what keeps the cluster together on the wall's.</summary>
    static void AddClocks(IServiceCollection services, TimeProvider time)
    {
        services.AddSingleton(time);
        foreach (var area in (string[])[TimeProviderNames.Messaging, TimeProviderNames.Membership, TimeProviderNames.SystemTimers, TimeProviderNames.GrainDirectory])
            services.AddKeyedSingleton(area, TimeProvider.System);
    }

    static void AddStreams(ISiloBuilder silo, StreamSetup setup)
    {
        silo.AddMemoryGrainStorage("PubSubStore");
        silo.AddMemoryStreams(TestStreams.Memory, streams => streams.ConfigurePullingAgent(agent => agent.Configure(Pace)));
        silo.Services.AddSingleton(provider => Queue(provider, TestStreams.Scripted, setup));
        AddQueue(silo, TestStreams.Scripted, setup, provider => provider.GetRequiredService<ScriptedQueue>());
        AddQueue(silo, TestStreams.Rewindable, setup, provider => Queue(provider, TestStreams.Rewindable, setup));
    }

    static void AddQueue(ISiloBuilder silo, string name, StreamSetup setup, Func<IServiceProvider, ScriptedQueue> queue) =>
        silo.AddPersistentStreams(name, (provider, _) => queue(provider), streams => streams.ConfigurePullingAgent(agent => agent.Configure(options =>
        {
            Pace(options);
            options.MaxEventDeliveryTime = setup.GivesUpSoon ? Soon : Late;
        })));

    static ScriptedQueue Queue(IServiceProvider provider, string name, StreamSetup setup) => new(
        provider.GetRequiredService<Journal>(),
        // Ours is for queues that cannot go back, as the bus cannot.
        name == TestStreams.Rewindable
            ? new SimpleQueueAdapterCache(new SimpleQueueCacheOptions(), name, provider.GetRequiredService<ILoggerFactory>())
            : new DeliveryCaches(setup.MaxMessagesInFlight, new Rewinds()),
        new HashRingBasedStreamQueueMapper(new HashRingStreamQueueMapperOptions { TotalQueueCount = 1 }, name))
    {
        IsRewindable = name == TestStreams.Rewindable,
    };

    static void Pace(StreamPullingAgentOptions options) => options.GetQueueMsgsTimerPeriod = StreamSetup.PollInterval;
}
